package io.surgetank.proof.disk;

import io.surgetank.proof.campaign.ChildProcesses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The library that records and fails calls of a process, compiled on this machine.
public final class Recorder {
  private static final String SOURCE = "recorder.c";

  private final Path library;

  private Recorder(Path library) {
    this.library = library;
  }

  /// The C compiler of this machine; empty if there is none, or if the system is not Linux.
  public static Optional<Path> compiler() {
    if (!System.getProperty("os.name").equals("Linux")) return Optional.empty();
    return List.of("/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang").stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Compiles the library into the folder.
  public static Recorder build(Path compiler, Path folder) throws IOException {
    Path source = folder.resolve(SOURCE);
    try (InputStream in = Recorder.class.getResourceAsStream(SOURCE)) {
      if (in == null) throw new IOException(SOURCE + " is missing");
      Files.write(source, in.readAllBytes());
    }
    Path library = folder.resolve("recorder.so");
    Path output = folder.resolve("recorder.out");
    var command =
        List.of(
            compiler.toString(),
            "-shared",
            "-fPIC",
            "-O1",
            "-U_FORTIFY_SOURCE",
            "-o",
            library.toString(),
            source.toString(),
            "-ldl",
            "-pthread");
    Process process =
        ChildProcesses.start(
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()));
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0)
        throw new IOException("cannot compile " + SOURCE + ": " + Files.readString(output));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while compiling " + SOURCE, stopped);
    } finally {
      process.destroyForcibly();
    }
    return new Recorder(library);
  }

  /// The recorded calls, in order.
  public static List<DiskEvent> read(Path log) throws IOException {
    return RecorderLogReader.read(log);
  }

  /// The environment of a process whose changes below `root` are recorded.
  public Map<String, String> environment(Path root, Path log, Path notes) {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "SURGETANK_DISK_ROOT", root.toString(),
        "SURGETANK_DISK_LOG", log.toString(),
        "SURGETANK_DISK_NOTES", notes.toString());
  }
}
