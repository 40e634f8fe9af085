package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The block device of a folder. Its counters include all processes; those of one process
/// (`/proc/PID/io`) count a page for every overwrite, also before it is written to the device.
record Device(Path statistics) {
  private static final int SECTOR = 512;

  static Device under(Path folder) throws IOException {
    long id = (Long) Files.getAttribute(folder, "unix:dev");
    long major = (id >> 8) & 0xfff;
    long minor = (id & 0xff) | ((id >> 12) & 0xfff00);
    return new Device(Path.of("/sys/dev/block/%d:%d/stat".formatted(major, minor)));
  }

  /// Flushes the page cache.
  void sync() throws IOException, InterruptedException {
    int _ = new ProcessBuilder("sync").start().waitFor();
  }

  /// Bytes written since the machine started; always 0 if the file system has no device.
  long bytesWritten() throws IOException {
    if (!Files.exists(statistics)) return 0;
    return Long.parseLong(Files.readString(statistics).strip().split(" +", -1)[6]) * SECTOR;
  }
}
