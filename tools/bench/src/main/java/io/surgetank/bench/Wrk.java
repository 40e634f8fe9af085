package io.surgetank.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs wrk with one thread, which is enough load for two cores.
record Wrk(WorkFolder folder, URI url) {

  /// @param errors responses that are not 2xx or 3xx, and broken connections
  record Result(long requests, double seconds, Latency latency, long errors) {
    double perSecond() {
      return requests / seconds;
    }
  }

  record Latency(double p50Millis, double p99Millis, double p999Millis) {}

  /// Posts `batch` orders per request; `run` is part of every order's product id.
  Result orders(int connections, int seconds, int batch, String run) throws IOException {
    return run(connections, seconds, List.of("tools/bench/orders.lua", "" + batch, run));
  }

  /// GETs the paths in the file over one connection.
  Result paths(Path file, int seconds) throws IOException {
    return run(1, seconds, List.of("tools/bench/paths.lua", file.toString()));
  }

  private Result run(int connections, int seconds, List<String> script) throws IOException {
    var command = new ArrayList<String>();
    command.addAll(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s"));
    command.addAll(List.of("--timeout", "10s", "-s", script.getFirst()));
    command.addAll(List.of(url.toString(), "--"));
    command.addAll(script.subList(1, script.size()));
    Process wrk = folder.start(new ProcessBuilder(command).redirectErrorStream(true));
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output
        .lines()
        .filter(line -> line.startsWith("RESULT "))
        .findFirst()
        .map(Wrk::read)
        .orElseThrow(() -> new UncheckedIOException(new IOException("wrk failed: " + output)));
  }

  private static Result read(String line) {
    String[] words = line.split(" ", -1);
    var latency =
        new Latency(number(words[3]) / 1e3, number(words[4]) / 1e3, number(words[5]) / 1e3);
    return new Result(
        number(words[1]), number(words[2]) / 1e6, latency, number(words[6]) + number(words[7]));
  }

  private static long number(String word) {
    return Long.parseLong(word);
  }
}
