package io.surgetank.core.intake;

import io.surgetank.core.digest.Sha256;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A hash of the payload's value: equal for documents that differ only in whitespace, in the order
/// of members, in escapes, or in the form of a number (100 and 100.00).
final class Fingerprint {
  private static final byte[] UNREADABLE = {'?'};

  private final StringBuilder canonical = new StringBuilder(512);

  private Fingerprint() {}

  static String of(JsonNode payload) {
    byte[] bytes = canonical(payload).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(bytes));
  }

  /// Of a batch: of its elements in their order. Malformed elements never become jobs, so they need
  /// not be distinguished.
  static String ofAll(List<BatchParseResult.Element> elements) {
    MessageDigest digest = Sha256.begin();
    for (BatchParseResult.Element element : elements)
      digest.update(
          switch (element.parseResult()) {
            case ParseResult.Parsed(var node, _) -> of(node).getBytes(StandardCharsets.US_ASCII);
            case ParseResult.Malformed _ -> UNREADABLE;
          });
    return "batch:" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
  }

  /// The same text for equal values only.
  static String canonical(JsonNode value) {
    var fingerprint = new Fingerprint();
    fingerprint.add(value);
    return fingerprint.canonical.toString();
  }

  private void add(JsonNode node) {
    if (node.isObject()) {
      canonical.append('{');
      var sorted = new TreeMap<String, JsonNode>();
      node.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
      sorted.forEach((name, value) -> {
        text(name);
        add(value);
      });
      canonical.append('}');
    } else if (node.isArray()) {
      canonical.append('[');
      node.forEach(this::add);
      canonical.append(']');
    } else if (node.isString()) {
      text(node.stringValue());
    } else if (node.isNumber()) {
      canonical.append('#').append(plain(node.decimalValue())).append(',');
    } else {
      canonical.append(node.isNull() ? 'n' : node.booleanValue() ? 't' : 'f');
    }
  }

  /// The length first, so that the encoding is unambiguous.
  private void text(String text) {
    canonical.append('"').append(text.length()).append(':').append(text);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
  }
}
