package io.surgetank.bench;

/// The parts, in the order of the page.
enum BenchmarkPart {
  PEERS("Compared with other queues"),
  LOAD("One order per request"),
  BATCHES("Batches of 100 orders as NDJSON"),
  GROWTH("With millions of jobs"),
  ISOLATION("Beside busy handlers and slow clients"),
  STARTUP("Start-up and memory"),
  COLDSTART("Cold starts of the Lambda functions"),
  DISK("The disk"),
  PROFILE("Hot spots");

  /// The heading of its section.
  final String title;

  BenchmarkPart(String title) {
    this.title = title;
  }

  static BenchmarkPart of(String word) {
    for (BenchmarkPart benchmarkPart : values())
      if (benchmarkPart.word().equals(word)) return benchmarkPart;
    throw new IllegalArgumentException("unknown part '" + word + "': use " + words());
  }

  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String words() {
    var words = new StringBuilder();
    for (BenchmarkPart benchmarkPart : values()) words.append(benchmarkPart.word()).append(' ');
    return words.toString().strip();
  }
}
