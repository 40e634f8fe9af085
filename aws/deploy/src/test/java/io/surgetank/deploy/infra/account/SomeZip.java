package io.surgetank.deploy.infra.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A zip for tests that run no function.
final class SomeZip {
  private SomeZip() {}

  /// Of about so many megabytes, as what is in it cannot be packed.
  static void at(Path file, int megabytes) throws IOException {
    var random = new Random(megabytes);
    byte[] some = new byte[1 << 20];
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("lib/some.jar"));
      for (int i = 0; i < megabytes; i++) {
        random.nextBytes(some);
        zip.write(some);
      }
      zip.write(1);
    }
  }
}
