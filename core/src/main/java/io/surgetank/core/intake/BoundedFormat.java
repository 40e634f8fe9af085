package io.surgetank.core.intake;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.Formats;
import io.surgetank.core.regex.EcmaPattern;
import io.surgetank.core.regex.MatchBudget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The formats of JSON Schema with a bound on the text's length: the library's formats are
/// backtracking expressions, and a long text would block a thread for minutes or overflow its
/// stack.
///
/// @param maxLength longer texts do not match
record BoundedFormat(Format inner, int maxLength, Predicate<String> rule) implements Format {
  /// For formats without a natural length limit: addresses, pointers and patterns.
  private static final int LONG = 8 * 1024;

  private static final int SHORT = 64;

  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          Map.entry("ipv4", SHORT),
          Map.entry("ipv6", SHORT),
          Map.entry("ip-address", SHORT),
          Map.entry("date", SHORT),
          Map.entry("time", SHORT),
          Map.entry("date-time", SHORT),
          Map.entry("uuid", SHORT),
          Map.entry("duration", 256),
          Map.entry("color", SHORT),
          Map.entry("phone", SHORT),
          Map.entry("style", 256),
          Map.entry("regex", 1_024));

  private static final String POINTER = "(?:/(?:[^/~]|~[01])*)*";
  private static final String NAME = "(?:\\w|%[0-9A-Fa-f]{2})(?:\\.?(?:\\w|%[0-9A-Fa-f]{2}))*";
  private static final String VARIABLE = NAME + "(?::[1-9][0-9]{0,3}|\\*)?";

  private static final Map<String, Predicate<String>> OWN =
      Map.of(
          "json-pointer",
          pattern(POINTER),
          "relative-json-pointer",
          pattern("(?:0|[1-9][0-9]*)(?:#|" + POINTER + ")"),
          "uri-template",
          pattern(
              "(?:[^\\x00-\\x1F\\x7F\"%<>\\^`{|}]|%[0-9A-Fa-f]{2}|\\{[+#./;?&=,!@|]?"
                  + VARIABLE
                  + "(?:,"
                  + VARIABLE
                  + ")*\\})*"),
          "regex",
          EcmaPattern::isWellFormed);

  /// All formats of the library, bounded, with our own formats of host names and email addresses.
  static List<Format> all() {
    Map<String, Format> all = new LinkedHashMap<>();
    for (Format format : Formats.DEFAULT)
      all.put(
          format.getName(),
          new BoundedFormat(
              format,
              LENGTHS.getOrDefault(format.getName(), LONG),
              OWN.getOrDefault(format.getName(), _ -> true)));
    for (Format own :
        List.of(
            HostNameFormat.ascii(),
            HostNameFormat.international(),
            EmailFormat.ascii(),
            EmailFormat.international())) all.put(own.getName(), own);
    return List.copyOf(all.values());
  }

  private static Predicate<String> pattern(String whole) {
    return switch (EcmaPattern.compile("^(?:" + whole + ")$")) {
      case EcmaPattern.Compiled.Usable(var pattern) ->
          text -> pattern.matches(text, new MatchBudget(Long.MAX_VALUE));
      case EcmaPattern.Compiled.Refused(var why) ->
          throw new IllegalStateException(whole + ": " + why.problem());
    };
  }

  @Override
  public String getName() {
    return inner.getName();
  }

  @Override
  public String getMessageKey() {
    return inner.getMessageKey();
  }

  @Override
  public boolean matches(ExecutionContext context, SchemaContext schema, String value) {
    if (value.length() > maxLength) return false;
    if (OWN.containsKey(getName())) return rule.test(value);
    try {
      return inner.matches(context, schema, value);
    } catch (RuntimeException unreadable) {
      // Text that the format's parser cannot handle does not match.
      return false;
    }
  }
}
