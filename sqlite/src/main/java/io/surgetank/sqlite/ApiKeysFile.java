package io.surgetank.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file with the digests of the API keys, which the server keeps beside the store. It is part
/// of a backup: a server without it would admit clients without a key, or refuse those with one.
final class ApiKeysFile {
  static final String NAME = "api-keys.json";

  private ApiKeysFile() {}

  /// Copies it durably, if there is one. The server replaces the file atomically, so that the copy
  /// is complete.
  static void copy(Path from, Path to) throws IOException {
    Path source = from.resolve(NAME);
    if (!Files.exists(source)) return;
    byte[] text = Files.readAllBytes(source);
    Path copy = to.resolve(NAME);
    Files.deleteIfExists(copy);
    Files.createFile(copy, OwnerOnlyFiles.attributes(copy));
    Files.write(copy, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
  }
}
