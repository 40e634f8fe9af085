package io.surgetank.deploy.stack;

/// The index of the table, as the functions name it (docs/aws/backend.md).
final class IndexNames {
  static final String LISTS = "lists";

  private IndexNames() {}
}
