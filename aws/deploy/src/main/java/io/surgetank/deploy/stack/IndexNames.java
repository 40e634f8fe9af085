package io.surgetank.deploy.stack;

/// The indexes of the table, as the functions name them (docs/aws/backend.md).
final class IndexNames {
  static final String LISTS = "lists";
  static final String OUTBOX = "outbox";

  private IndexNames() {}
}
