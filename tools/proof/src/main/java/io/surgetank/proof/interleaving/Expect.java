package io.surgetank.proof.interleaving;

import java.util.function.Supplier;

/// What must hold.
final class Expect {
  private Expect() {}

  static void that(boolean holds, Supplier<String> otherwise) {
    if (!holds) throw new AssertionError(otherwise.get());
  }

  static void equal(Object actual, Object expected, String what) {
    that(actual.equals(expected), () -> what + " is " + actual + " instead of " + expected);
  }
}
