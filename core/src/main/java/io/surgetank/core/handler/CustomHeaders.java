package io.surgetank.core.handler;

import io.surgetank.core.pipeline.HandlerRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The headers that the configuration adds to each request of the `http` handler.
final class CustomHeaders {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  /// Headers that frame the message, and those that the handler sets itself.
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "content-type",
          "idempotency-key",
          "traceparent");

  private static final List<String> RESERVED_PREFIXES = List.of("webhook-", "surgetank-", "proxy-");

  private CustomHeaders() {}

  /// By name in lower case. Errors do not contain values.
  static Map<String, String> read(
      Map<String, String> settings, SecretSource secrets, List<String> errors) {
    var headers = new LinkedHashMap<String, String>();
    new TreeMap<>(settings)
        .forEach((setting, text) -> {
          if (!setting.startsWith(HandlerRef.HEADERS)) return;
          String name = setting.substring(HandlerRef.HEADERS.length());
          String where = "the header " + name + " of the handler http";
          if (!NAME.matcher(name).matches()) {
            errors.add(where + " has an invalid name");
          } else if (isReserved(name.toLowerCase(Locale.ROOT))) {
            errors.add(where + " cannot be set: the handler sets it itself");
          } else {
            int before = errors.size();
            String value = new SecretPlaceholders(text).resolve(secrets, where, errors).strip();
            if (errors.size() == before) {
              if (!isValue(value))
                errors.add(where + " is empty, or has characters that are not allowed in a header");
              else if (headers.put(name.toLowerCase(Locale.ROOT), value) != null)
                errors.add(where + " is given twice");
            }
          }
        });
    return headers;
  }

  private static boolean isReserved(String name) {
    return RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith);
  }

  private static boolean isValue(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c < 0x7F));
  }
}
