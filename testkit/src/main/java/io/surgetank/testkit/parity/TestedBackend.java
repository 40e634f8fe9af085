package io.surgetank.testkit.parity;

/// The backend of a test.
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
