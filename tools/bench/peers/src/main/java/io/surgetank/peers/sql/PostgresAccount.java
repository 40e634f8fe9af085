package io.surgetank.peers.sql;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;

/// The user for PostgreSQL, which does not run as root: the current user, or `postgres` if that is
/// root.
///
/// @param prefix of a command to run it as this user
record PostgresAccount(String user, List<String> prefix) {
  static PostgresAccount unprivileged() {
    String current = System.getProperty("user.name");
    // SIGINT is a fast shutdown: PostgreSQL ends with this process in any case.
    String signal = "--pdeathsig=INT";
    if (!current.equals("root")) return new PostgresAccount(current, List.of("setpriv", signal));
    String other = exists("postgres") ? "postgres" : "nobody";
    String group = "--regid=" + group(other);
    return new PostgresAccount(
        other, List.of("setpriv", "--reuid=" + other, group, "--clear-groups", signal));
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

  void makeOwner(Path folder) throws IOException {
    var users = FileSystems.getDefault().getUserPrincipalLookupService();
    Files.setOwner(folder, users.lookupPrincipalByName(user));
  }
}
