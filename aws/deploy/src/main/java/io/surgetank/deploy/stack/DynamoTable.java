package io.surgetank.deploy.stack;

import java.util.List;
import java.util.stream.Stream;

/// A DynamoDB table, billed per request.
///
/// @param key the partition key
/// @param ttlAttribute the attribute with the expiry time
public record DynamoTable(String name, Attribute key, List<Index> indexes, String ttlAttribute) {
  public DynamoTable {
    indexes = List.copyOf(indexes);
  }

  /// The attributes of all keys.
  public List<Attribute> attributes() {
    return Stream.concat(
            Stream.of(key), indexes.stream().flatMap(index -> Stream.of(index.key(), index.sort())))
        .distinct()
        .toList();
  }

  /// A part of a key.
  ///
  /// @param type `S`, `N` or `B`
  public record Attribute(String name, String type) {}

  /// A global secondary index that holds keys only.
  public record Index(String name, Attribute key, Attribute sort) {}
}
