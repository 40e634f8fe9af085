package io.surgetank.core.intake;

/// Ends the reading of malformed text; never leaves this package. It carries no stack trace,
/// because a client's mistakes must stay cheap.
final class JsonSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Violation violation;

  JsonSyntaxException(Violation violation) {
    super(violation.detail(), null, false, false);
    this.violation = violation;
  }

  Violation violation() {
    return violation;
  }
}
