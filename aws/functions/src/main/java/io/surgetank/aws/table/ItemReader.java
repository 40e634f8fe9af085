package io.surgetank.aws.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item of the table, read. A part that should be there and is not is a damaged item.
record ItemReader(Map<String, AttributeValue> item) {
  static AttributeValue text(String value) {
    return AttributeValue.fromS(WellFormedText.text(value));
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static AttributeValue number(Instant time) {
    return number(time.toEpochMilli());
  }

  boolean isAbsent() {
    return item.isEmpty();
  }

  Optional<String> maybeText(String name) {
    @Nullable AttributeValue value = item.get(name);
    return value == null ? Optional.empty() : Optional.ofNullable(value.s());
  }

  String said(String name) {
    return maybeText(name).orElseThrow(() -> damaged(name));
  }

  Optional<Long> maybeNumber(String name) {
    @Nullable AttributeValue value = item.get(name);
    return value == null ? Optional.empty() : Optional.ofNullable(value.n()).map(Long::parseLong);
  }

  long whole(String name) {
    return maybeNumber(name).orElseThrow(() -> damaged(name));
  }

  Instant time(String name) {
    return Instant.ofEpochMilli(whole(name));
  }

  List<AttributeValue> list(String name) {
    @Nullable AttributeValue value = item.get(name);
    return value == null ? List.of() : value.l();
  }

  boolean has(String name) {
    return item.containsKey(name);
  }

  private IllegalStateException damaged(String name) {
    return new IllegalStateException("an item of the table has no " + name);
  }
}
