package io.surgetank.release;

/// Whoever decides whether what is in a stack may go.
@FunctionalInterface
public interface Guard {
  boolean lets(Look look);
}
