package io.surgetank.deploy.terraform;

import static io.surgetank.deploy.terraform.StackFile.entry;

import io.surgetank.deploy.stack.DynamoTable;
import java.util.LinkedHashMap;
import java.util.Map;

/// The table of jobs: its keys, indexes and TTL attribute.
final class TableEntry {
  private final DynamoTable dynamoTable;

  TableEntry(DynamoTable dynamoTable) {
    this.dynamoTable = dynamoTable;
  }

  Map<String, Object> value() {
    var attributes = new LinkedHashMap<String, String>();
    dynamoTable.attributes().forEach(each -> attributes.put(each.name(), each.type()));
    var indexes = new LinkedHashMap<String, Object>();
    for (DynamoTable.Index index : dynamoTable.indexes())
      indexes.put(
          index.name(), entry("hash_key", index.key().name(), "range_key", index.sort().name()));
    return entry(
        "name", dynamoTable.name(),
        "hash_key", dynamoTable.key().name(),
        "attributes", attributes,
        "global_secondary_indexes", indexes,
        "ttl", dynamoTable.ttlAttribute());
  }
}
