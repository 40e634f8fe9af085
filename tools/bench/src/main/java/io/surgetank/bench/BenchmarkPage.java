package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// docs/benchmarks.md: one section per part. A measurement replaces only the sections of its parts.
final class BenchmarkPage {
  private static final String HEAD =
      """
      # Benchmarks

      Written by [`tools/bench/run`](../tools/bench/run); each section has its date, machine and command.
      The client (wrk, keep-alive, orders of 300 bytes) and the server share the machine's cores, so compare the
      **ratios**: they were measured alternately in one run. The server is the packaged one with SerialGC and a heap of
      512 MB; every 202 is synced to disk. Values are medians of the rounds.
      """;

  private final Path file;

  BenchmarkPage(Path file) {
    this.file = file;
  }

  void put(BenchmarkPart benchmarkPart, String text) throws IOException {
    Map<BenchmarkPart, String> sections = read();
    sections.put(benchmarkPart, text);
    var page = new StringBuilder(HEAD);
    sections.forEach((each, section) ->
        page.append("\n## ")
            .append(each.title)
            .append("\n\n")
            .append(section.strip())
            .append('\n'));
    Files.writeString(file, page);
  }

  private Map<BenchmarkPart, String> read() throws IOException {
    var sections = new EnumMap<BenchmarkPart, String>(BenchmarkPart.class);
    if (!Files.exists(file)) return sections;
    for (String section : Files.readString(file).split("(?m)^## ", -1))
      for (BenchmarkPart benchmarkPart : BenchmarkPart.values())
        if (section.startsWith(benchmarkPart.title + "\n"))
          sections.put(benchmarkPart, section.substring(benchmarkPart.title.length()));
    return sections;
  }
}
