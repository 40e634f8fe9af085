package io.surgetank.testkit.parity;

/// The promises of docs/promises.md, each in a sentence.
public enum Promise {
  P1("A 202 means the job is durable"),
  P2("Every accepted job ends in one visible end state, and the counts add up"),
  P3("A handler runs at least once, its result is recorded once"),
  P4("The same key and payload find the same job, another payload is refused"),
  P5("Retries follow the policy; a dead letter keeps all evidence; a redrive is not swallowed"),
  P6("What is wrong is refused at the door; what is accepted reads back equal"),
  P7("Workers never exceed the stated concurrency and rate"),
  P8("Beyond what it can bear it refuses early"),
  P9("Jobs of one ordering key are worked one after another, in the order of acceptance");

  private final String sentence;

  Promise(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
