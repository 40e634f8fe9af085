package io.surgetank.accept;

/// Ends the reading of a text that cannot be read on; never leaves this package. It carries no
/// stack trace, because a client's mistakes must stay cheap.
final class Malformed extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  Malformed(Fault fault) {
    super(fault.detail(), null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
