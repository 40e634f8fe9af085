package io.surgetank.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Hot spots at 64 connections, from Java Flight Recorder. Only printed.
record ProfileRun(WorkFolder folder) {
  private static final int CONNECTIONS = 64;
  private static final int SECONDS = 30;
  private static final String[] VIEWS = {
    "cpu-time-hot-methods", "allocation-by-class", "thread-cpu-load"
  };

  String measure() throws IOException, InterruptedException {
    Path recording = Path.of("tools/bench/target/profile.jfr").toAbsolutePath();
    var recorder =
        "-XX:StartFlightRecording=delay=12s,settings=profile,jdk.CPUTimeSample#enabled=true,filename="
            + recording;
    try (var benchServer =
        BenchServer.start(folder, ServerVariant.WORK, folder.resolve("profile"), recorder)) {
      var warm = Measurement.measure(folder, benchServer, new Measurement.Kind(CONNECTIONS, 10, 1));
      System.out.println("warm-up " + warm);
      var measurement =
          Measurement.measure(folder, benchServer, new Measurement.Kind(CONNECTIONS, SECONDS, 1));
      System.out.println("recorded " + measurement);
    }
    var text = new StringBuilder();
    for (String view : VIEWS) text.append(view(view, recording)).append('\n');
    return text.append("Recording: tools/bench/target/profile.jfr\n").toString();
  }

  private String view(String view, Path recording) throws IOException, InterruptedException {
    String jfr = Path.of(System.getProperty("java.home"), "bin", "jfr").toString();
    Process process =
        folder.start(
            new ProcessBuilder(jfr, "view", "--width", "120", view, recording.toString())
                .redirectErrorStream(true));
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var _ = process.waitFor();
    return text;
  }
}
