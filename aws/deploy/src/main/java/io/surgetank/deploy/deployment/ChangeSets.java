package io.surgetank.deploy.deployment;

/// The change sets of a stack, by their names.
public interface ChangeSets {
  /// Has one computed. An earlier one of the same name is discarded.
  void make(ChangeSetRequest changeSetRequest);

  ChangeSet read(String name);

  void execute(String name);

  /// Removes it; quietly when there is none.
  void discard(String name);
}
