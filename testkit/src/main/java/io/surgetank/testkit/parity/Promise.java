package io.surgetank.testkit.parity;

/// The promises of docs/promises.md, each in a sentence.
public enum Promise {
  P1("A 202 means the job is durable"),
  P2("Every accepted job ends in one visible final state, and the counts add up"),
  P3("A handler runs at least once, its result is recorded once"),
  P4("The same key and payload find the same job, another payload is refused"),
  P5("Retries follow the policy; a dead letter keeps its history; a redrive is not deduplicated"),
  P6("Invalid submissions are refused before they are stored; accepted ones read back equal"),
  P7("Workers never exceed the stated concurrency and rate"),
  P8("Overload is refused early"),
  P9("Jobs of one ordering key are processed one after another, in the order of acceptance");

  private final String sentence;

  Promise(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
