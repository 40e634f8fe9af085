package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.regex.EcmaPattern;
import io.surgetank.core.regex.MatchBudget;
import io.surgetank.core.regex.MatchBudgetExceededException;
import io.surgetank.proof.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Regular expressions of schemas. The first line of an input is the pattern, the rest a text.
public final class PatternTarget implements FuzzTarget {
  private static final int LONG_TEXT = 3_000;

  @Override
  public List<byte[]> examples() {
    return Stream.of(
            "^[a-z]+( [a-z]+)*$\nab cd",
            "^(a|b)*c{2,3}?$\nabcc",
            "(?:ab|a)(c|bcd)\nabcd",
            "[^a-c\\d_-]+x?\nab-9zzx",
            "\\bfoo\\B\\w\\W\\s\\S\na foob !a",
            "(a+)+$\naaaaaaaa!",
            "^\\p{L}+\\u{1F600}\\x41\\cA$\n\u00e4\ud83d\ude00A",
            "^(?=a)a|(?!b)c\nac",
            "(?<n>a)\\k<n>\naa",
            "a.{0,20}b\naxxb")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> tokens() {
    return List.of(
        "(",
        ")",
        "(?:",
        "(?=",
        "(?!",
        "(?<=",
        "(?<n>",
        "|",
        "*",
        "+",
        "?",
        "*?",
        "{2}",
        "{0,3}",
        "{1,}",
        "{1000}",
        "{,2}",
        "[",
        "]",
        "[^",
        "a-c",
        "-",
        "^",
        "$",
        ".",
        "\\d",
        "\\D",
        "\\w",
        "\\W",
        "\\s",
        "\\S",
        "\\b",
        "\\B",
        "\\1",
        "\\k<n>",
        "\\p{L}",
        "\\P{Lu}",
        "\\u0041",
        "\\u{1F600}",
        "\\ud83d\\ude00",
        "\\x41",
        "\\cA",
        "\\0",
        "\\/",
        "\\-",
        "\\",
        "a",
        "ab",
        "abc",
        "\n",
        "\ud83d\ude00",
        "\u00e4",
        "\u2028",
        "(a|aa)+",
        "(a*)*",
        "[]",
        "[^]");
  }

  @Override
  public Optional<String> run(byte[] input) {
    String all = new String(input, StandardCharsets.UTF_8);
    int end = all.indexOf('\n');
    String source = end < 0 ? all : all.substring(0, end);
    String text = end < 0 ? "" : all.substring(end + 1);
    return switch (EcmaPattern.compile(source)) {
      case EcmaPattern.Compiled.Refused(var why) ->
          why.at() < 0 || why.at() > source.length()
              ? Optional.of("place: outside of the pattern: " + why)
              : Optional.empty();
      case EcmaPattern.Compiled.Usable(var pattern) -> {
        if (!EcmaPattern.isWellFormed(source)) yield Optional.of("syntax: usable, not well-formed");
        Optional<String> steps = linear(pattern, text);
        yield steps.isPresent() ? steps : new JavaPattern(source).difference(pattern, text);
      }
    };
  }

  private static Optional<String> linear(EcmaPattern pattern, String text) {
    String repeated =
        text.isEmpty() ? "" : text.repeat(1 + LONG_TEXT / text.length()).substring(0, LONG_TEXT);
    try {
      boolean _ =
          pattern.matches(
              repeated, new MatchBudget(2L * EcmaPattern.MAX_SIZE * (repeated.length() + 2)));
      return Optional.empty();
    } catch (MatchBudgetExceededException _) {
      return Optional.of("steps: more than linear");
    }
  }
}
