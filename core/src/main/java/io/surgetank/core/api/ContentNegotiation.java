package io.surgetank.core.api;

import java.util.List;
import java.util.Locale;

/// Whether a client accepts a JSON response, by its `Accept` header (RFC 9110, 12.5.1).
final class ContentNegotiation {
  private static final String TYPE = "application/json";

  private ContentNegotiation() {}

  static boolean admitsJson(Request request) {
    List<String> accept = request.headers("accept");
    if (accept.isEmpty() || (accept.size() == 1 && isPlain(accept.getFirst()))) return true;
    boolean ranges = false;
    int best = 0;
    boolean admitted = false;
    for (String range : String.join(",", accept).split(",", -1)) {
      if (range.isBlank()) continue;
      ranges = true;
      int fit = fit(range);
      if (fit > best || (fit == best && fit > 0 && !isZero(range))) {
        admitted = !isZero(range);
        best = fit;
      }
    }
    return admitted || !ranges;
  }

  static Problem notAcceptable() {
    return Problem.of(
        Problem.Kind.NOT_ACCEPTABLE,
        "responses are application/json or application/problem+json; accept one of them or */*");
  }

  private static boolean isPlain(String accept) {
    return accept.equals("*/*") || accept.equals(TYPE);
  }

  /// How closely the range fits JSON: 0 not at all, 3 exactly.
  private static int fit(String range) {
    int end = range.indexOf(';');
    String name = (end < 0 ? range : range.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      case TYPE, Problem.MEDIA_TYPE -> 3;
      case "application/*" -> 2;
      case "*/*" -> 1;
      default -> 0;
    };
  }

  private static boolean isZero(String range) {
    for (String parameter : range.toLowerCase(Locale.ROOT).split(";", -1)) {
      String text = parameter.replace(" ", "");
      if (text.startsWith("q=0") && text.substring(3).chars().allMatch(c -> c == '.' || c == '0'))
        return true;
    }
    return false;
  }
}
