package io.surgetank.proof.server;

/// The text of `/metrics`.
public record ServerMetrics(String text) {

  /// The value of a metric of the pipelines, summed over them: `processed_total`.
  public long sum(String name) {
    return text.lines()
        .filter(line -> line.startsWith("surgetank_" + name + "{"))
        .mapToLong(ServerMetrics::value)
        .sum();
  }

  /// The value of a metric of one pipeline.
  public long ofPipeline(String pipeline, String name) {
    String start = "surgetank_%s{pipeline=\"%s\"}".formatted(name, pipeline);
    return text.lines()
        .filter(line -> line.startsWith(start))
        .mapToLong(ServerMetrics::value)
        .findFirst()
        .orElseThrow();
  }

  /// The value of a metric of the process: `incidents_total`.
  public long ofProcess(String name) {
    return text.lines()
        .filter(line -> line.startsWith("surgetank_" + name + " "))
        .mapToLong(ServerMetrics::value)
        .findFirst()
        .orElseThrow();
  }

  private static long value(String line) {
    return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
  }
}
