package io.surgetank.proof.history;

/// What a history is recorded to.
@FunctionalInterface
public interface EntrySink {
  /// Returns when the entry precedes all later ones.
  void append(HistoryEntry entry);
}
