package io.surgetank.proof.durability;

import io.surgetank.proof.campaign.ChildProcesses;
import io.surgetank.proof.disk.DiskEvent;
import io.surgetank.proof.disk.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What some processes did with a store, one after another, and what they reported.
///
/// @param root the recorded folder; the store is in `data` below it
record Recording(Path root, List<DiskEvent> events) {
  private static final long MAX_SECONDS = 60;

  Recording {
    events = List.copyOf(events);
  }

  /// One process of a recording.
  ///
  /// @param program with the arguments of [RecordedStore#main]
  /// @param failingSync the number of the sync that fails, or 0
  record RecordedProcess(Class<?> program, ProcessEnd end, long failingSync) {}

  /// @param folder for the recorded files; is empty, and on a fast disk
  static Recording of(Recorder recorder, Path folder, long seed, List<RecordedProcess> runs)
      throws IOException, InterruptedException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Path log = folder.resolve("disk.log");
    Path output = folder.resolve("output");
    for (int i = 0; i < runs.size(); i++) {
      RecordedProcess run = runs.get(i);
      var command = new ArrayList<>(java());
      command.addAll(
          List.of(
              run.program.getName(),
              root.resolve("data").toString(),
              folder.resolve("notes").toString(),
              Integer.toString(i),
              Long.toString(seed),
              run.end.name(),
              Long.toString(run.failingSync)));
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(recorder.environment(root, log, folder.resolve("notes")));
      Process process = ChildProcesses.start(builder.redirectOutput(output.toFile()));
      try {
        if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0)
          throw new IOException("the recorded process failed: " + Files.readString(output));
      } finally {
        process.destroyForcibly();
      }
    }
    return new Recording(root, Recorder.read(log));
  }

  static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-cp",
        System.getProperty("java.class.path"));
  }
}
