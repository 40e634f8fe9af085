package io.surgetank.aws.function;

import io.surgetank.core.api.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Limits `Prefer: wait=30` to the time that the invocation and API Gateway leave: an invocation
/// that times out is a 5xx for the client and ends the environment. `Preference-Applied` in the
/// response says how long it waited.
final class PreferWaitLimit {
  /// API Gateway times out after 30 s, which include a cold start.
  static final Duration LONGEST = Duration.ofSeconds(20);

  /// For the last read of the record, when the table is slow, and for the response.
  static final Duration MARGIN = Duration.ofSeconds(5);

  private static final String PREFER = "prefer";
  private static final Pattern WAIT = Pattern.compile("(^|[,;])wait=(\\d{1,9})(?=$|[,;])");

  private PreferWaitLimit() {}

  /// @param left the invocation's remaining time
  static Request of(Request request, Duration left) {
    List<String> preferences = request.headers(PREFER);
    if (preferences.isEmpty()) return request;
    String text = String.join(",", preferences).replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT);
    long max = Math.clamp(left.minus(MARGIN).toSeconds(), 0, LONGEST.toSeconds());
    String bounded = WAIT.matcher(text).replaceAll(wait -> bounded(wait, max));
    var headers = new HashMap<>(request.headers());
    headers.put(PREFER, List.of(bounded));
    return new Request(request.method(), request.path(), request.query(), headers, request.body());
  }

  private static String bounded(MatchResult wait, long max) {
    long seconds = Long.parseLong(wait.group(2));
    return Matcher.quoteReplacement(wait.group(1) + "wait=" + Math.min(seconds, max));
  }
}
