package io.surgetank.http.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/// The files of a server's certificate.
///
/// @param certificate the chain in PEM format, the server's certificate first
/// @param key its private key
public record TlsFiles(Path certificate, Path key) {
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

  /// Differs if either file differs. Throws [UncheckedIOException] if they cannot be read.
  public String digest() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      // Each on its own, so that no byte can move from one file to the other.
      String first = HexFormat.of().formatHex(digest.digest(Files.readAllBytes(certificate)));
      return first + HexFormat.of().formatHex(digest.digest(Files.readAllBytes(key)));
    } catch (IOException unread) {
      throw new UncheckedIOException("cannot read the TLS certificate or its key", unread);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Whether every user of this machine can read or replace the private key.
  boolean isKeyOpenToOthers() {
    try {
      return Files.getPosixFilePermissions(key).stream().anyMatch(OF_OTHERS::contains);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
