package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Compares responses with those that a page shows. A page has ids and times of another run, may
/// leave out headers, and writes `…` for any text or value. All else is equal: the status, the
/// headers that it shows, the names, the order and the values of all members. One id of the page is
/// one id of the server, in all examples of the page.
final class ResponseMatcher {
  private static final String UUID_PATTERN = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String ANY = "…";
  private static final Pattern UUID = Pattern.compile(UUID_PATTERN);

  /// What differs from run to run: an id, a time, a trace id; then what a page abbreviates.
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?<id>%s)|(?<time>\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)|(?<trace>\\b[0-9a-f]{32}\\b)|(?<any>([0-9a-f-]+-)?…)"
              .formatted(UUID_PATTERN));

  private final Map<String, String> ids = new HashMap<>();

  /// The request of a page with the ids that the server has given.
  String request(String shown) {
    return UUID.matcher(shown).replaceAll(id -> ids.getOrDefault(id.group(), id.group()));
  }

  void assertMatches(HttpMessage actual, HttpMessage shown) {
    assertThat(actual.startLine()).as(actual.body()).isEqualTo(shown.startLine());
    for (String header : shown.headers()) assertThatOneMatches(actual.headers(), header);
    if (shown.body().isEmpty()) assertThat(actual.body()).isEmpty();
    else assertMatches(Json.read(actual.body()), Json.read(shown.body()), "body");
  }

  private void assertThatOneMatches(List<String> headers, String shown) {
    String name = shown.substring(0, shown.indexOf(':') + 1);
    assertThat(headers).anyMatch(header -> header.startsWith(name));
    for (String header : headers) if (header.startsWith(name)) assertMatches(header, shown, name);
  }

  /// @param place names the compared value in a failure
  void assertMatches(JsonNode actual, JsonNode shown, String place) {
    if (shown.asString("").equals(ANY)) return;
    assertThat(actual.getNodeType()).as(place).isEqualTo(shown.getNodeType());
    if (shown.isObject()) {
      assertThat(actual.propertyNames()).as(place).containsExactlyElementsOf(shown.propertyNames());
      for (String name : shown.propertyNames())
        assertMatches(actual.path(name), shown.path(name), place + "." + name);
    } else if (shown.isArray()) {
      assertThat(actual.size()).as(place).isEqualTo(shown.size());
      for (int i = 0; i < shown.size(); i++)
        assertMatches(actual.path(i), shown.path(i), place + "." + i);
    } else assertMatches(actual.asString(), shown.asString(), place);
  }

  private void assertMatches(String actual, String shown, String place) {
    assertThat(actual).as(place).matches(pattern(shown));
    learnId(actual, shown);
  }

  /// The id of the server at the same place; the first one is valid for all later examples.
  private void learnId(String actual, String shown) {
    List<String> shownIds = found(shown);
    List<String> actualIds = found(actual);
    if (shownIds.size() == actualIds.size())
      for (int i = 0; i < shownIds.size(); i++) ids.putIfAbsent(shownIds.get(i), actualIds.get(i));
  }

  private static List<String> found(String text) {
    return UUID.matcher(text).results().map((MatchResult id) -> id.group()).toList();
  }

  private Pattern pattern(String shown) {
    var pattern = new StringBuilder();
    int end = 0;
    for (MatchResult variable : VARIABLE.matcher(shown).results().toList()) {
      pattern.append(Pattern.quote(shown.substring(end, variable.start()))).append(of(variable));
      end = variable.end();
    }
    return Pattern.compile(pattern + Pattern.quote(shown.substring(end)), Pattern.DOTALL);
  }

  private String of(MatchResult variable) {
    Function<String, Boolean> is = name -> variable.group(name) != null;
    if (is.apply("id")) {
      String known = ids.get(variable.group());
      return known == null ? UUID_PATTERN : Pattern.quote(known);
    }
    if (is.apply("time")) return "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z";
    return is.apply("trace") ? "[0-9a-f]{32}" : ".*";
  }
}
