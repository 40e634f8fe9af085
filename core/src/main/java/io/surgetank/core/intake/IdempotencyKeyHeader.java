package io.surgetank.core.intake;

import io.surgetank.core.job.JobKey;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// The `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header): a structured-field
/// string such as `"8e03978e"`, or the bare key, which many clients send.
public sealed interface IdempotencyKeyHeader {
  record None() implements IdempotencyKeyHeader {}

  record Given(String key) implements IdempotencyKeyHeader {}

  record Invalid(String detail) implements IdempotencyKeyHeader {}

  /// The header of a batch, as it applies to one element of it.
  ///
  /// @param fingerprint of the batch
  record Element(String key, String fingerprint, int size, int index)
      implements IdempotencyKeyHeader {}

  /// Applies the header of a batch to each of its elements.
  static List<IdempotencyKeyHeader> ofEach(
      IdempotencyKeyHeader header, List<BatchParseResult.Element> elements) {
    if (!(header instanceof Given(var key))) return Collections.nCopies(elements.size(), header);
    String fingerprint = Fingerprint.ofAll(elements);
    return IntStream.range(0, elements.size())
        .<IdempotencyKeyHeader>mapToObj(
            index -> new Element(key, fingerprint, elements.size(), index))
        .toList();
  }

  /// Parses the header's values; a key has at most `maxLength` characters.
  static IdempotencyKeyHeader read(List<String> values, int maxLength) {
    if (values.isEmpty()) return new None();
    if (values.size() > 1) return new Invalid("Idempotency-Key is given more than once; send one");
    String value = values.getFirst().strip();
    String key = value.startsWith("\"") ? quoted(value) : bare(value);
    if (key.isEmpty())
      return new Invalid(
          "Idempotency-Key must be one string of visible ASCII characters, with or without double quotes");
    return key.length() <= maxLength && key.length() <= JobKey.MAX_LENGTH
        ? new Given(key)
        : new Invalid("Idempotency-Key must not exceed " + maxLength + " characters");
  }

  /// The string inside the quotes, empty when it is malformed.
  private static String quoted(String value) {
    var key = new StringBuilder();
    int last = value.length() - 1;
    if (last < 1 || value.charAt(last) != '"') return "";
    for (int i = 1; i < last; i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
        if (i == last || (value.charAt(i) != '"' && value.charAt(i) != '\\')) return "";
        c = value.charAt(i);
      } else if (c == '"' || c < 0x20 || c > 0x7E) {
        return "";
      }
      key.append(c);
    }
    return key.toString();
  }

  /// The value itself; a comma, a semicolon or a quote in it would be a structured field's syntax.
  private static String bare(String value) {
    boolean visible = value.chars().allMatch(c -> c > 0x20 && c < 0x7F && ",;\"".indexOf(c) < 0);
    return visible ? value : "";
  }
}
