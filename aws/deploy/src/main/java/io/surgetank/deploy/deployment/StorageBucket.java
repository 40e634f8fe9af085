package io.surgetank.deploy.deployment;

/// An S3 bucket for the zip.
public interface StorageBucket {
  enum Condition {
    MISSING,
    OURS,
    /// Names of buckets are unique worldwide, and another account has it.
    FOREIGN
  }

  String name();

  Condition condition();

  /// Creates it, private and encrypted.
  void create();

  /// Deletes it if it is empty; returns whether it did.
  boolean deleteIfEmpty();

  ObjectStore objects();
}
