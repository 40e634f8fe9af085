package io.surgetank.testkit.parity;

/// What a test ran on.
public enum TestedBackend {
  REFERENCE("reference engine"),
  EMBEDDED("embedded"),
  AWS("AWS adapters"),
  ZIP("deployment zip");

  private final String title;

  TestedBackend(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
