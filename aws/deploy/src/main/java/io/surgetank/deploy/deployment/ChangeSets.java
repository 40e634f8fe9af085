package io.surgetank.deploy.deployment;

/// The change sets of a stack, by name.
public interface ChangeSets {
  /// Starts to compute a change set, in place of an earlier one of the same name.
  void create(ChangeSetRequest changeSetRequest);

  ChangeSet read(String name);

  void execute(String name);

  /// Deletes it, if it exists.
  void delete(String name);
}
