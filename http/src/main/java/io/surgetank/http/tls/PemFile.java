package io.surgetank.http.tls;

import io.surgetank.core.pem.PemBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The blocks of a PEM file.
record PemFile(Path path, List<PemBlock> blocks) {
  /// A bundle of all public authorities has about 220 KB.
  private static final long MAX_BYTES = 1024 * 1024;

  /// Throws [UncheckedIOException] if the file cannot be read, [IllegalArgumentException] if it is
  /// too large.
  static PemFile read(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES)
        throw new IllegalArgumentException(path + " is not a PEM file: it is larger than 1 MiB");
      // No character of a PEM block is outside ASCII, and every byte is valid in Latin-1.
      return new PemFile(path, PemBlock.in(Files.readString(path, StandardCharsets.ISO_8859_1)));
    } catch (IOException unread) {
      throw new UncheckedIOException("cannot read " + path, unread);
    }
  }

  List<PemBlock> labelled(String label) {
    return PemBlock.labelled(label, blocks);
  }
}
