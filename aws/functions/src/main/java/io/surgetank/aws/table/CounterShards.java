package io.surgetank.aws.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// Each pipeline's counters are several items: concurrent transactions on one item conflict.
final class CounterShards {
  private CounterShards() {}

  /// Adds to a random shard: a retry after a conflict is likely to use another one.
  static Update.Builder update(CounterDelta counterDelta, int shards, RandomGenerator random) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var sums = new ArrayList<String>();
    counterDelta
        .changes()
        .forEach((what, change) -> {
          int n = sums.size();
          names.put("#c" + n, what);
          values.put(":c" + n, ItemReader.number(change));
          sums.add("#c" + n + " :c" + n);
        });
    return Update.builder()
        .key(ItemKeys.of(ItemKeys.counts(counterDelta.pipeline(), random.nextInt(shards))))
        .updateExpression("ADD " + String.join(", ", sums))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }
}
