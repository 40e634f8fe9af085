package io.surgetank.contract.parity;

/// What a test ran on.
public enum Stage {
  REFERENCE("reference engine"),
  EMBEDDED("embedded"),
  AWS("AWS adapters"),
  ZIP("deployment zip");

  private final String title;

  Stage(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
