package io.surgetank.cli.command;

/// What a start does if the data folder has no store.
public enum MissingStore {
  CREATE,
  REFUSE
}
