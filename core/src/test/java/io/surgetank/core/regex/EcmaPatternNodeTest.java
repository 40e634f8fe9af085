package io.surgetank.core.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Compares generated patterns and texts with an ECMA-262 engine: Node's `RegExp`.
class EcmaPatternNodeTest {
  /// Prints a digit for each pattern and text: 0 no match, 1 a match, 2 not a pattern.
  private static final String SCRIPT =
      """
      const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
      process.stdout.write(cases.map(([pattern, ...texts]) => {
        let made;
        try { made = new RegExp(pattern, 'u'); } catch { return texts.map(() => '2').join(''); }
        return texts.map(text => made.test(text) ? '1' : '0').join('');
      }).join(''));
      """;

  private static final String[] ATOMS = {
    "a",
    "b",
    "Z",
    "0",
    "_",
    "-",
    " ",
    ".",
    "\u00E9",
    "\uD83D\uDE00",
    "\\d",
    "\\D",
    "\\w",
    "\\W",
    "\\s",
    "\\S",
    "\\n",
    "\\t",
    "\\x61",
    "\\u0062",
    "\\u{1F600}",
    "\\uD83D\\uDE00",
    "\\cJ",
    "\\0",
    "\\/",
    "\\.",
    "\\p{L}",
    "\\P{L}",
    "\\p{Lu}",
    "\\p{N}",
    "\\p{Script=Greek}",
    "\\p{ASCII}",
    "\\p{Alphabetic}",
    "\\p{White_Space}",
    "[abc]",
    "[^abc]",
    "[a-z]",
    "[a&&b]",
    "[[]",
    "[^]",
    "[]",
    "[\\w-]",
    "[^\\W_]",
    "[\\s\\S]",
    "[\\b]",
    "[\\d.]",
    "[^\\p{L}]",
    "[\\u{1F600}-\\u{1F64F}]",
    "[\\]]",
    "[-a]",
    "[a-\\x62]"
  };
  private static final String[] REST = {
    "^", "$", "\\b", "\\B", "|", "*", "+", "?", "*?", "{2}", "{1,2}", "{0,}", "{", "}", "]", "(",
    ")", "(?:", "(?<n>", "\\A", "\\z", "(?i)", "[", "\\", "{2,1}", "\\-", "[\\w-a]", "\\Z", "\\1"
  };
  private static final Pattern LENIENT = Pattern.compile("\\\\[-_ &]");
  private static final String[] LETTERS = {
    "a",
    "b",
    "Z",
    "0",
    "_",
    "-",
    " ",
    ".",
    "\n",
    "\r",
    "\t",
    "\u00E9",
    "\uD83D\uDE00",
    "\uD83D\uDE01",
    "\u03B1",
    "\u2028",
    "\u00A0",
    "\u0085",
    "\uFEFF",
    "\b",
    "\0",
    "[",
    "]",
    "&",
    "c",
    "/",
    "\u0663"
  };

  @BeforeAll
  static void needsNode() {
    boolean isThere = isThere();
    if (!isThere) System.err.println("Left out: patterns against Node. There is no 'node' here.");
    Assumptions.assumeTrue(isThere, "node is not on the path");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void results_equal_those_of_node(long seed) throws Exception {
    var random = new Random(seed);
    List<List<String>> cases = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      List<String> one = new ArrayList<>();
      one.add(pattern(random, 3));
      for (int t = 0; t < 6; t++) one.add(text(random));
      cases.add(one);
    }

    String verdicts = node(cases);

    int taken = 0;
    for (int i = 0; i < cases.size(); i++) {
      List<String> one = cases.get(i);
      if (!(EcmaPattern.compile(one.getFirst())
          instanceof EcmaPattern.Compiled.Usable(var pattern))) continue;
      for (int t = 1; t < one.size(); t++) {
        char theirs = verdicts.charAt(i * 6 + t - 1);
        // Accepted here beyond the standard: a backslash before any punctuation mark.
        if (theirs == '2' && LENIENT.matcher(one.getFirst()).find()) continue;
        taken++;
        boolean ours = pattern.matches(one.get(t), new MatchBudget(Long.MAX_VALUE));
        assertThat(ours ? '1' : '0').as("%s on %s", one.getFirst(), one.get(t)).isEqualTo(theirs);
      }
    }
    assertThat(taken).isGreaterThan(10_000);
    // Refused patterns are invalid there too, except those that cannot be matched in linear time.
    for (int i = 0; i < cases.size(); i++)
      if (!EcmaPattern.isWellFormed(cases.get(i).getFirst()))
        assertThat(verdicts.charAt(i * 6)).as(cases.get(i).getFirst()).isEqualTo('2');
  }

  private static String pattern(Random random, int depth) {
    var pattern = new StringBuilder(random.nextInt(4) == 0 ? "^" : "");
    int parts = 1 + random.nextInt(4);
    for (int i = 0; i < parts; i++) {
      if (depth > 0 && random.nextInt(5) == 0)
        pattern
            .append(random.nextBoolean() ? "(" : "(?:")
            .append(pattern(random, depth - 1))
            .append(random.nextBoolean() ? "|" + pattern(random, depth - 1) + ")" : ")");
      else pattern.append(ATOMS[random.nextInt(ATOMS.length)]);
      if (random.nextInt(3) == 0)
        pattern.append(REST[random.nextInt(random.nextInt(6) == 0 ? REST.length : 12)]);
    }
    return pattern.append(random.nextInt(4) == 0 ? "$" : "").toString();
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    int length = random.nextInt(7);
    for (int i = 0; i < length; i++) text.append(LETTERS[random.nextInt(LETTERS.length)]);
    return text.toString();
  }

  private static String node(Object cases) throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder("node", "-e", SCRIPT)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var in = node.getOutputStream()) {
      in.write(new JsonMapper().writeValueAsString(cases).getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(node.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(node.waitFor()).isZero();
    return out;
  }

  private static boolean isThere() {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
