package io.surgetank.deploy.deployment;

/// Where the zip lies for Lambda to read.
public interface StorageBucket {
  enum Condition {
    MISSING,
    OURS,
    /// A bucket's name is there once in the whole world, and somebody else has it.
    FOREIGN
  }

  String name();

  Condition condition();

  /// Makes it, private and encrypted.
  void make();

  /// Removes it when nothing is in it; whether it did.
  boolean removeIfEmpty();

  ObjectStore shelf();
}
