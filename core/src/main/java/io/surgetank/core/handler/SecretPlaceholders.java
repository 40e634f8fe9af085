package io.surgetank.core.handler;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A setting that may refer to secret values.
record SecretPlaceholders(String text) {
  private static final Pattern NAMED = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  /// Adds an error for each value that cannot be found; errors contain no values.
  String resolve(SecretSource source, String where, List<String> errors) {
    var found = new StringBuilder();
    Matcher names = NAMED.matcher(text);
    while (names.find()) {
      MatchResult one = names.toMatchResult();
      var kind = one.group(1).equals("env") ? SecretSource.Kind.ENV : SecretSource.Kind.FILE;
      var value = source.find(kind, one.group(2));
      if (value.isEmpty()) errors.add(missing(kind, one.group(2), where));
      names.appendReplacement(found, Matcher.quoteReplacement(value.orElse("")));
    }
    return names.appendTail(found).toString();
  }

  private static String missing(SecretSource.Kind kind, String name, String where) {
    return switch (kind) {
      case ENV -> where + " needs the environment variable " + name + ", which is not set";
      case FILE -> where + " needs the file " + name + ", which cannot be read";
    };
  }
}
