package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.regex.EcmaPattern;
import io.surgetank.core.regex.MatchBudget;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The same pattern for `java.util.regex`, if its syntax means the same there.
record JavaPattern(String source) {
  /// Without what Java reads differently: nested classes and intersections in a class, groups with
  /// a flag, escape sequences of other meaning.
  private static final Pattern COMMON =
      Pattern.compile(
          "(?:[ !#%,:;=@_a-zA-Z0-9~|*+?.^$(){}-]"
              + "|\\(\\?:"
              + "|\\\\[dDwWsS.*+?()|{}/$^\\[\\]]"
              + "|\\[\\^?(?:[a-zA-Z0-9_ ]|[a-c]-[d-z]|\\\\[dDwWsS])+])*+");

  /// Java backtracks.
  private static final int MAX_TEXT = 16;

  /// Java matches some alternatives by recursion.
  private static final int MAX_SOURCE = 200;

  private static final long MAX_READS = 200_000;

  /// A difference between both results.
  Optional<String> difference(EcmaPattern pattern, String text) {
    if (source.length() > MAX_SOURCE) return Optional.empty();
    String common = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    boolean ascii = common.chars().allMatch(c -> c >= ' ' && c <= '~');
    if (!ascii || !COMMON.matcher(source).matches() || hasFlags()) return Optional.empty();
    try {
      boolean theirs = Pattern.compile(source).matcher(new CountedText(common)).find();
      boolean ours = pattern.matches(common, new MatchBudget(Long.MAX_VALUE));
      return ours == theirs
          ? Optional.empty()
          : Optional.of("result: %s, in Java %s".formatted(ours, theirs));
    } catch (PatternSyntaxException | TooManyReads | StackOverflowError _) {
      return Optional.empty();
    }
  }

  private boolean hasFlags() {
    return source.replace("(?:", "").contains("(?");
  }

  private static final class TooManyReads extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyReads() {
      super("too many reads", null, false, false);
    }
  }

  /// Ends a match that takes exponential time.
  private static final class CountedText implements CharSequence {
    private final String text;
    private long reads;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++reads > MAX_READS) throw new TooManyReads();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
