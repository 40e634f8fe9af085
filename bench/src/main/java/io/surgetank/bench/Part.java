package io.surgetank.bench;

/// What can be measured by itself, in the order of the page.
enum Part {
  PEERS("Against what else could be used"),
  LOAD("One order a request"),
  BATCHES("Batches of 100 orders as NDJSON"),
  GROWTH("With millions of jobs"),
  STARTUP("Start-up and memory"),
  COLDSTART("Cold starts of the functions"),
  DISK("The disk"),
  PROFILE("Hot spots");

  /// The heading of its section.
  final String title;

  Part(String title) {
    this.title = title;
  }

  static Part of(String word) {
    for (Part part : values()) if (part.word().equals(word)) return part;
    throw new IllegalArgumentException(word + " is not a part: " + words());
  }

  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String words() {
    var words = new StringBuilder();
    for (Part part : values()) words.append(part.word()).append(' ');
    return words.toString().strip();
  }
}
