package io.surgetank.proof.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// The hardware and software of a run, without names of the machine.
///
/// @param files where the files under test are, and how fast that is
public record TestMachine(
    int cores,
    String processor,
    long memoryGigabytes,
    String files,
    String kernel,
    String jdk,
    String sqlite) {
  private static final String MEMORY = "tmpfs";
  private static final int SYNCS = 201;
  private static final int PAGE = 4096;

  /// Reads it, and measures the disk of the folder unless that is in memory.
  ///
  /// @param folder of the file system with the files under test
  public static TestMachine of(Path folder, LongSupplier nanoTime) throws IOException {
    return new TestMachine(
        Runtime.getRuntime().availableProcessors(),
        value("/proc/cpuinfo", "model name"),
        Math.round(Long.parseLong(value("/proc/meminfo", "MemTotal").split(" ", -1)[0]) / 1e6),
        files(folder, nanoTime),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Runtime.version().toString(),
        sqliteVersion());
  }

  /// The value of the first line `key: value` of a kernel file.
  private static String value(String file, String key) throws IOException {
    Path path = Path.of(file);
    if (!Files.exists(path)) return "0";
    for (String line : Files.readAllLines(path))
      if (line.startsWith(key)) return line.substring(line.indexOf(':') + 1).strip();
    return "0";
  }

  private static String files(Path folder, LongSupplier nanoTime) throws IOException {
    String type = Files.getFileStore(folder).type();
    if (type.equals(MEMORY)) return "files in memory (" + MEMORY + ")";
    return "%s (4 KiB and `fdatasync` in %,d µs)".formatted(type, syncMicros(folder, nanoTime));
  }

  /// The median of writing 4 KiB and `fdatasync`.
  private static long syncMicros(Path folder, LongSupplier nanoTime) throws IOException {
    Path file = Files.createTempFile(folder, "sync", "");
    var nanos = new long[SYNCS];
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long start = nanoTime.getAsLong();
        int _ = channel.write(ByteBuffer.allocate(PAGE), 0);
        channel.force(false);
        nanos[i] = nanoTime.getAsLong() - start;
      }
    }
    Files.delete(file);
    Arrays.sort(nanos);
    return nanos[SYNCS / 2] / 1000;
  }

  private static String sqliteVersion() {
    try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        var statement = connection.createStatement();
        var row = statement.executeQuery("select sqlite_version()")) {
      return row.getString(1);
    } catch (SQLException unavailable) {
      throw new UncheckedIOException(new IOException("SQLite cannot be loaded", unavailable));
    }
  }

  /// One line for the page.
  public String description() {
    return "%d cores (%s), %d GB memory, %s, %s, JDK %s, SQLite %s"
        .formatted(cores, processor, memoryGigabytes, files, kernel, jdk, sqlite);
  }
}
