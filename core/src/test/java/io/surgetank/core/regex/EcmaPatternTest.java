package io.surgetank.core.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The dialect of `pattern`: ECMA-262 with the flag `u`, in linear time.
class EcmaPatternTest {
  private static final MatchBudget MUCH = new MatchBudget(Long.MAX_VALUE);

  record Example(String pattern, String matching, String other) {}

  static Stream<Example> examples() {
    return Stream.of(
        new Example("abc", "xabcx", "ab"),
        new Example("^abc$", "abc", "abc\n"),
        new Example("^$", "", "\n"),
        new Example("a|^b|c$", "bx", "xbx"),
        new Example("^(?:ab|a)(?<rest>c)*?$", "abcc", "abb"),
        new Example("^[a&&b]$", "&", "ab"),
        new Example("^[[]$", "[", "]"),
        new Example("^[^]$", "\n", ""),
        new Example("x[]|y", "y", "x"),
        new Example("^[\\]\\-a]+$", "]-a", "b"),
        new Example("^[a-]+$", "a-", "b"),
        new Example("^[\\b]$", "\b", "b"),
        new Example("^\\s+$", " \t\n\u00A0\uFEFF\u2029", "\u0085"),
        new Example("^\\S$", "\u0085", "\u00A0"),
        new Example("^.$", "\u0085", "\u2028"),
        new Example("^.$", "\uD83D\uDE00", "\r"),
        new Example("^\\d\\D$", "1\u0661", "\u0661x"),
        new Example("^\\w+$", "aZ_9", "\u00E9"),
        new Example("\\bab\\b", "x ab-", "xab"),
        new Example("\\Bb", "ab", " b"),
        new Example("^\\u{1F600}\\uD83D\\uDE00$", "\uD83D\uDE00\uD83D\uDE00", "\uD83D\uDE00"),
        new Example("^\\x41\\u0042\\cJ\\0\\v\\/\\-\\@$", "AB\n\0\u000B/-@", "AB"),
        new Example("^\\p{L}\\p{Lu}\\P{L}$", "\u00E9\u00C9!", "\u00E9\u00E9!"),
        new Example("^\\p{Script=Greek}\\p{sc=Cyrl}[^\\P{Nd}]$", "\u03B1\u0436\u0663", "ab3"),
        new Example("^[^\\W_]+$", "aZ9", "a_"),
        new Example("^a{2}b{0,2}c{1,}$", "aabbc", "aabbbc"),
        new Example("^(a*)*b$", "aaab", "aaa"),
        new Example("^(a|b{0}|)+$", "aa", "b"),
        new Example("^[\\s\\S]{0,300}$", "x".repeat(300), "x".repeat(301)),
        new Example("a.c", "xxabc", "a\nc"),
        new Example("^\\0/\\0:$", "\0/\0:", "\0"),
        new Example("^\\x00$", "\0", "a"),
        new Example("^\\u{10FFFF}\\u{00000041}$", "\uDBFF\uDFFFA", "A"),
        new Example("^\\cA\\cz$", "\u0001\u001A", "AZ"),
        new Example("^a\\ b$", "a b", "ab"),
        new Example("^(?<a$1>x)$", "x", "y"),
        new Example("^[a-a]$", "a", "b"),
        new Example("(?:^)+a", "a", "ba"),
        new Example("^(?:\\b|^)*a(?:$){2}$", "a", "ab"),
        new Example("(?:)", "", ""));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void a_pattern_matches_as_ecma_262_defines(Example example) {
    EcmaPattern pattern = usable(example.pattern());

    assertThat(pattern.matches(example.matching(), MUCH)).isTrue();
    if (!example.other().equals(example.matching()))
      assertThat(pattern.matches(example.other(), MUCH)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '~',
      value = {
        "\\Aabc 0 ^",
        "ab\\z 2 $",
        "a\\Z 1 $",
        "(?i)a 0 [aA]",
        "(?i:a) 0 [aA]",
        "(?P<n>a) 0 (?:...)",
        "(?>a) 0 (?:...)",
        "a(?=b) 1 allOf",
        "a(?!b) 1 allOf",
        "(?<=b)a 0 allOf",
        "(?<!b)a 0 allOf",
        "(a)\\1 3 repeat",
        "(?<n>a)\\k<n> 7 repeat",
        "[[:alpha:]] 10 \\]",
        "a++ 2 backslash",
        "a{2}{3} 4 backslash",
        "*a 0 backslash",
        "^* 1 backslash",
        "a{ 2 \\{",
        "a{2,1} 1 {2,5}",
        "a} 1 \\}",
        "a) 1 \\)",
        "(a 0 )",
        "[a 0 ]",
        "[b-a] 1 lower",
        "[\\w-a] 1 end",
        "\\p{Nonsense} 0 ranges",
        "\\pL 0 \\p{L}",
        "\\Qa\\E 0 backslash",
        "\\u{110000} 0 \\u{1F600}",
        "\\07 0 \\x41",
        "\\00 0 \\x41",
        "\\09 0 \\x41",
        "\\1 0 repeat",
        "\\9 0 repeat",
        "\\k<> 3 (?<name>...)",
        "\\k<n 3 (?<name>...)",
        "(?<a-b>x) 3 (?<name>...)",
        "(?<1a>x) 3 (?<name>...)",
        "\\cé 0 \\cJ",
        "\\c1 0 \\cJ",
        "\\x4 0 \\x41",
        "\\u{zz} 0 \\u{1F600}",
        "\\u{\u0663} 0 \\u{1F600}",
        "\\u{1000000} 0 \\u{1F600}",
        "\\\u0080 0 without",
        "\\\u007f 0 without",
        "[\\i] 1 without",
        "(?=a)* 5 backslash",
        "\\i 0 without",
        "a\\ 1 \\\\",
        "a{2001} 0 maxLength",
        "((a{200}){200}){200} 0 maxLength"
      })
  void unsupported_patterns_are_refused_with_location_and_hint(
      String pattern, int at, String hint) {
    switch (EcmaPattern.compile(pattern)) {
      case EcmaPattern.Compiled.Usable _ -> fail("taken");
      case EcmaPattern.Compiled.Refused(var why) -> {
        assertThat(why.at()).isEqualTo(at);
        assertThat(why.hint()).contains(hint);
      }
    }
  }

  @Test
  void nesting_is_limited() {
    assertThat(EcmaPattern.compile("(".repeat(100_000)))
        .isInstanceOf(EcmaPattern.Compiled.Refused.class);
    usable("(".repeat(150) + "a" + ")*".repeat(150));
    usable("(".repeat(PatternReader.MAX_DEPTH - 1) + "a" + ")".repeat(PatternReader.MAX_DEPTH - 1));
    usable("(a)".repeat(2 * PatternReader.MAX_DEPTH));
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "^([a-z]|[ .,-])*$",
        "[a-zA-Z0-9._-]+@[a-z.]+",
        "^(a+)+$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "(.*a){20}$",
        "(x+x+)+y",
        "[a-z]{1,500}@",
        "^(\\w+\\s?)*$",
        "\\p{L}+!",
        "(?:a?){200}a{200}$"
      })
  @Timeout(300) // ends what would take hours
  void hostile_text_takes_linear_time(String pattern) {
    EcmaPattern rule = usable(pattern);
    for (String unit : new String[] {"a", "a ", "ab.", "x", "\u00E9", "a@"}) {
      String text = unit.repeat(1_000_000 / unit.length()) + "!";
      Duration before = cpuTime();
      rule.matches(text, new MatchBudget(200L * text.length() + 2_000_000));
      assertThat(cpuTime().minus(before)).isLessThan(Duration.ofSeconds(5));
    }
  }

  /// That of this thread: it does not pass while other processes use the machine.
  private static Duration cpuTime() {
    return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }

  @Test
  void a_match_over_the_budget_is_aborted() {
    EcmaPattern rule = usable("a.{1000}b.{900}c");
    var random = new java.util.Random(7);
    var text = new StringBuilder();
    for (int i = 0; i < 100_000; i++) text.append((char) ('a' + random.nextInt(3)));

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> rule.matches(text.toString().replace('c', 'd'), new MatchBudget(1_000_000)))
        .isInstanceOf(MatchBudgetExceededException.class);
  }

  static EcmaPattern usable(String pattern) {
    return switch (EcmaPattern.compile(pattern)) {
      case EcmaPattern.Compiled.Usable(var rule) -> rule;
      case EcmaPattern.Compiled.Refused(var why) -> fail(pattern + ": " + why);
    };
  }
}
