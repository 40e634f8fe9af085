package io.surgetank.aws.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads the attributes of an item. A missing attribute that is required means a damaged item.
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

  Optional<String> optionalText(String name) {
    @Nullable AttributeValue value = item.get(name);
    return value == null ? Optional.empty() : Optional.ofNullable(value.s());
  }

  String requireText(String name) {
    return optionalText(name).orElseThrow(() -> damaged(name));
  }

  Optional<Long> optionalNumber(String name) {
    @Nullable AttributeValue value = item.get(name);
    return value == null ? Optional.empty() : Optional.ofNullable(value.n()).map(Long::parseLong);
  }

  long requireNumber(String name) {
    return optionalNumber(name).orElseThrow(() -> damaged(name));
  }

  Instant time(String name) {
    return Instant.ofEpochMilli(requireNumber(name));
  }

  List<AttributeValue> list(String name) {
    @Nullable AttributeValue value = item.get(name);
    return value == null ? List.of() : value.l();
  }

  boolean has(String name) {
    return item.containsKey(name);
  }

  private IllegalStateException damaged(String name) {
    return new IllegalStateException("damaged item: attribute missing: " + name);
  }
}
