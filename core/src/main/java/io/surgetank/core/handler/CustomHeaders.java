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

  /// What frames the message, and what the handler says itself.
  private static final Set<String> OURS =
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

  private static final List<String> OUR_PREFIXES = List.of("webhook-", "surgetank-", "proxy-");

  private CustomHeaders() {}

  /// By name in lower case. Whatever is wrong goes to the faults, without any value.
  static Map<String, String> read(
      Map<String, String> settings, SecretSource secrets, List<String> faults) {
    var headers = new LinkedHashMap<String, String>();
    new TreeMap<>(settings)
        .forEach((setting, text) -> {
          if (!setting.startsWith(HandlerRef.HEADERS)) return;
          String name = setting.substring(HandlerRef.HEADERS.length());
          String where = "the header " + name + " of the handler http";
          if (!NAME.matcher(name).matches()) {
            faults.add(where + " has a name that no header can have");
          } else if (isOurs(name.toLowerCase(Locale.ROOT))) {
            faults.add(where + " cannot be set: the handler sets it itself");
          } else {
            int before = faults.size();
            String value = new SecretText(text).resolve(secrets, where, faults).strip();
            if (faults.size() == before) {
              if (!isValue(value))
                faults.add(where + " is empty, or has characters that no header can have");
              else if (headers.put(name.toLowerCase(Locale.ROOT), value) != null)
                faults.add(where + " is there twice");
            }
          }
        });
    return headers;
  }

  private static boolean isOurs(String name) {
    return OURS.contains(name) || OUR_PREFIXES.stream().anyMatch(name::startsWith);
  }

  private static boolean isValue(String value) {
    return !value.isEmpty() && value.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c < 0x7F));
  }
}
