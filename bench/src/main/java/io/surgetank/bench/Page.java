package io.surgetank.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// docs/benchmarks.md: a section for each part. Measuring a part anew replaces its own section
/// only.
final class Page {
  private static final String HEAD =
      """
      # Benchmarks

      Written by [`bench/run`](../bench/run); each section says when, on what and with which command it was measured.
      Client (wrk, keep-alive, one order of 300 bytes after the other on each connection) and server share the machine's
      cores, so read the **ratios**: they were measured in alternation, in one run. The server is the packaged one with
      SerialGC and a heap of 512 MB; every 202 is on disk after a sync. Values are medians of the rounds.
      """;

  private final Path file;

  Page(Path file) {
    this.file = file;
  }

  void put(Part part, String text) throws IOException {
    Map<Part, String> sections = read();
    sections.put(part, text);
    var page = new StringBuilder(HEAD);
    sections.forEach((each, section) ->
        page.append("\n## ")
            .append(each.title)
            .append("\n\n")
            .append(section.strip())
            .append('\n'));
    Files.writeString(file, page);
  }

  private Map<Part, String> read() throws IOException {
    var sections = new EnumMap<Part, String>(Part.class);
    if (!Files.exists(file)) return sections;
    for (String section : Files.readString(file).split("(?m)^## ", -1))
      for (Part part : Part.values())
        if (section.startsWith(part.title + "\n"))
          sections.put(part, section.substring(part.title.length()));
    return sections;
  }
}
