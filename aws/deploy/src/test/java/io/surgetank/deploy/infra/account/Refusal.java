package io.surgetank.deploy.infra.account;

/// What AWS says no with: an error code that clients look at, and a sentence that people read.
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  public Refusal(int status, String code, String sentence) {
    super(sentence);
    this.status = status;
    this.code = code;
  }

  /// CloudFormation's word for nearly everything that cannot be.
  static Refusal invalid(String sentence) {
    return new Refusal(400, "ValidationError", sentence);
  }

  static Refusal unknown(Asked asked) {
    return new Refusal(
        400,
        asked.service().equals("s3") ? "NotImplemented" : "InvalidAction",
        "the stand-in for an account does not know " + asked);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
