package io.surgetank.peers.sql;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;

/// Who runs PostgreSQL, which refuses to run as root: we ourselves, or `postgres` when we are root.
///
/// @param prefix the words before a command that run it as this user
record PostgresAccount(String user, List<String> prefix) {
  static PostgresAccount unprivileged() {
    String own = System.getProperty("user.name");
    // SIGINT is PostgreSQL's word for a fast stop: it ends with us, however we end.
    String ending = "--pdeathsig=INT";
    if (!own.equals("root")) return new PostgresAccount(own, List.of("setpriv", ending));
    String other = exists("postgres") ? "postgres" : "nobody";
    String group = "--regid=" + group(other);
    return new PostgresAccount(
        other, List.of("setpriv", "--reuid=" + other, group, "--clear-groups", ending));
  }

  private static String group(String user) {
    return user.equals("nobody") ? "nogroup" : user;
  }

  private static boolean exists(String user) {
    try {
      var _ = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
      return true;
    } catch (UserPrincipalNotFoundException unknown) {
      return false;
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  void own(Path folder) throws IOException {
    var users = FileSystems.getDefault().getUserPrincipalLookupService();
    Files.setOwner(folder, users.lookupPrincipalByName(user));
  }
}
