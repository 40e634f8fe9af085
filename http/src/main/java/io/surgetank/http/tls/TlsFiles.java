package io.surgetank.http.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a server's certificate.
///
/// @param certificate the chain in PEM format, the server's certificate first
/// @param key its private key
/// @param clientAuthorities certificates that issue those of clients; empty: clients need none
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthorities) {
  public TlsFiles(Path certificate, Path key) {
    this(certificate, key, Optional.empty());
  }

  /// Differs if a file differs. Throws [UncheckedIOException] if they cannot be read.
  public String digest() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var digests = new StringBuilder();
      // Each on its own, so that no byte can move from one file to the other.
      for (Path file : all())
        digests.append(HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))));
      return digests.toString();
    } catch (IOException unread) {
      throw new UncheckedIOException("cannot read the TLS certificate or its key", unread);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private List<Path> all() {
    return Stream.concat(Stream.of(certificate, key), clientAuthorities.stream()).toList();
  }

  /// Whether every user of this machine can read the private key, or other users can replace it.
  boolean isKeyOpenToOthers() {
    return FilePermissions.areOpenToOthers(key);
  }
}
