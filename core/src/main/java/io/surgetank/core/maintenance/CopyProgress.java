package io.surgetank.core.maintenance;

/// Is informed of the progress of a copy.
@FunctionalInterface
public interface CopyProgress {
  CopyProgress NONE = (_, _) -> {};

  /// Called after each step; `done` and `total` are in the same unit.
  void copied(long done, long total);
}
