package io.surgetank.deploy.stack;

import java.util.List;
import java.util.Optional;

/// A DynamoDB table, paid for by request.
///
/// @param key the partition key
/// @param expiry the attribute that holds the time to live, in seconds
public record DynamoTable(String name, Attribute key, List<Index> indexes, String expiry) {
  public DynamoTable {
    indexes = List.copyOf(indexes);
  }

  /// A part of a key.
  ///
  /// @param type `S`, `N` or `B`
  public record Attribute(String name, String type) {}

  /// A global secondary index that holds keys only.
  public record Index(String name, Attribute key, Optional<Attribute> sort) {}
}
