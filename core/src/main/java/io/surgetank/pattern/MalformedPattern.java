package io.surgetank.pattern;

/// Ends the reading of a pattern; never leaves this package.
final class MalformedPattern extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Unusable fault;

  MalformedPattern(int at, String problem, String cure) {
    super(problem, null, false, false);
    this.fault = new Unusable(at, problem, cure, false);
  }

  Unusable fault() {
    return fault;
  }
}
