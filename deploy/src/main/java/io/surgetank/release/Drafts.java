package io.surgetank.release;

/// The change sets of a stack, by their names.
public interface Drafts {
  /// Has one computed. An earlier one of the same name is discarded.
  void make(Proposal proposal);

  Draft read(String name);

  void execute(String name);

  /// Removes it; quietly when there is none.
  void discard(String name);
}
