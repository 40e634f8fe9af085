package io.surgetank.core.regex;

import io.surgetank.core.regex.Expression.Assertion;
import io.surgetank.core.regex.Expression.Chars;
import io.surgetank.core.regex.Expression.Choice;
import io.surgetank.core.regex.Expression.Repeat;
import io.surgetank.core.regex.Expression.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a pattern by the grammar of ECMA-262 with the flag `u`, as JSON Schema requires. It also
/// accepts a backslash before any ASCII punctuation mark, which means that mark in every dialect.
final class PatternReader {
  /// Deeper nesting is an attack or a mistake; reading and compiling recurse this far.
  static final int MAX_DEPTH = 200;

  private static final Expression EMPTY = new Sequence(List.of());

  private final PatternCursor cursor;
  private final PatternEscapes escapes;
  private int depth;

  PatternReader(String pattern) {
    this.cursor = new PatternCursor(pattern);
    this.escapes = new PatternEscapes(cursor);
  }

  /// Reads the pattern. A well-formed but unsupported construct is in [#unsupported()] afterwards.
  Expression read() throws RegexSyntaxException {
    Expression expression = choice();
    if (cursor.hasMore())
      throw cursor.malformed(
          "this ')' has no matching opening bracket", "write \\) for the character itself");
    return expression;
  }

  Optional<UnsupportedPattern> unsupported() {
    return cursor.unsupported();
  }

  private Expression choice() throws RegexSyntaxException {
    if (++depth > MAX_DEPTH)
      throw cursor.malformed("nested deeper than " + MAX_DEPTH + " groups", "flatten the pattern");
    List<Expression> options = new ArrayList<>();
    options.add(sequence());
    while (cursor.take('|')) options.add(sequence());
    depth--;
    return options.size() == 1 ? options.getFirst() : new Choice(options);
  }

  private Expression sequence() throws RegexSyntaxException {
    List<Expression> parts = new ArrayList<>();
    while (cursor.hasMore() && !cursor.nextIs('|') && !cursor.nextIs(')')) parts.add(term());
    return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
  }

  private Expression term() throws RegexSyntaxException {
    int from = cursor.at();
    if (cursor.take('^')) return assertion(Assertion.START);
    if (cursor.take('$')) return assertion(Assertion.END);
    if (cursor.take("\\b")) return assertion(Assertion.WORD_BOUNDARY);
    if (cursor.take("\\B")) return assertion(Assertion.NO_WORD_BOUNDARY);
    if (cursor.take('(')) {
      boolean isLookAround = openGroup(from);
      Expression inner = choice();
      if (!cursor.take(')')) throw cursor.malformedAt(from, "unclosed group", "add ')'");
      return isLookAround ? assertion(inner) : quantified(inner);
    }
    return quantified(atom());
  }

  /// Assertions between characters cannot be repeated.
  private Expression assertion(Expression assertion) throws RegexSyntaxException {
    if (cursor.hasMore() && "*+?{".indexOf(cursor.next()) >= 0) throw nothingToRepeat();
    return assertion;
  }

  private RegexSyntaxException nothingToRepeat() {
    return cursor.malformed(
        "nothing to repeat before '" + Character.toString(cursor.next()) + "'",
        "write a backslash before it for the character itself");
  }

  /// Skips the start of a group; true for a look-around.
  private boolean openGroup(int from) throws RegexSyntaxException {
    if (!cursor.take('?') || cursor.take(':')) return false;
    for (String lookAround : List.of("=", "!", "<=", "<!"))
      if (cursor.take(lookAround)) {
        cursor.unsupported(
            from,
            "look-ahead and look-behind cannot be matched in linear time",
            "use several keywords: allOf, not, minLength, another pattern");
        return true;
      }
    if (cursor.take('<')) {
      escapes.groupName();
      return false;
    }
    throw cursor.malformedAt(
        from,
        "ECMA-262 has no such group, and no flags within a pattern",
        "write (?:...); for letters of either case write [aA]");
  }

  private Expression atom() throws RegexSyntaxException {
    if (cursor.take('.')) return new Chars(CodePoints.LINE_TERMINATOR.not());
    if (cursor.take('[')) return new Chars(characterClass());
    if (cursor.take('\\')) return escapes.atom();
    int point = cursor.next();
    if ("*+?{".indexOf(point) >= 0) throw nothingToRepeat();
    if (point == ']' || point == '}')
      throw cursor.malformed(
          "this '" + (char) point + "' has no matching opening bracket",
          "write \\"
              + (char) point
              + " for the character itself; ECMA-262 has no classes such as [:alpha:]");
    cursor.skip();
    return new Chars(CodePoints.range(point, point));
  }

  private Expression quantified(Expression body) throws RegexSyntaxException {
    int from = cursor.at();
    int min = 0;
    int max = Repeat.UNBOUNDED;
    if (cursor.take('?')) max = 1;
    else if (cursor.take('+')) min = 1;
    else if (cursor.take('{')) {
      min = cursor.number();
      max = !cursor.take(',') ? min : cursor.nextIs('}') ? Repeat.UNBOUNDED : cursor.number();
      if (!cursor.take('}') || min > max)
        throw cursor.malformedAt(
            from, "invalid repetition", "write {2}, {2,} or {2,5}, or \\{ for a brace");
    } else if (!cursor.take('*')) return body;
    // Lazy or greedy: it matches the same texts.
    cursor.take('?');
    if (cursor.hasMore() && "*+?{".indexOf(cursor.next()) >= 0) throw nothingToRepeat();
    // Repeating an expression that matches no character is doing it once, or not at all.
    if (isWidthless(body)) return min == 0 ? EMPTY : body;
    return max == 0 ? EMPTY : new Repeat(body, min, max);
  }

  private static boolean isWidthless(Expression expression) {
    return switch (expression) {
      case Chars _ -> false;
      case Assertion _ -> true;
      case Sequence(var parts) -> parts.stream().allMatch(PatternReader::isWidthless);
      case Choice(var options) -> options.stream().allMatch(PatternReader::isWidthless);
      case Repeat(var body, _, _) -> isWidthless(body);
    };
  }

  private CodePoints characterClass() throws RegexSyntaxException {
    int from = cursor.at() - 1;
    boolean isNegated = cursor.take('^');
    CodePoints set = CodePoints.NONE;
    while (!cursor.take(']')) {
      if (!cursor.hasMore())
        throw cursor.malformedAt(from, "unclosed class", "add ']', or write \\[");
      int start = cursor.at();
      CodePoints first = classAtom();
      boolean isRange = cursor.nextIs('-') && !cursor.nextIs("-]");
      if (isRange) {
        cursor.skip();
        if (!cursor.hasMore())
          throw cursor.malformedAt(from, "unclosed class", "add ']', or write \\[");
        first = range(start, first, classAtom());
      }
      set = set.or(first);
    }
    return isNegated ? set.not() : set;
  }

  private CodePoints range(int start, CodePoints first, CodePoints last)
      throws RegexSyntaxException {
    boolean areSingle = isSingle(first) && isSingle(last);
    if (!areSingle)
      throw cursor.malformedAt(
          start,
          "a range must have a character at both ends",
          "write the '-' at the end of the class for the character itself");
    if (first.bounds()[0] > last.bounds()[0])
      throw cursor.malformedAt(start, "range out of order", "write the lower end first");
    return CodePoints.range(first.bounds()[0], last.bounds()[0]);
  }

  private static boolean isSingle(CodePoints set) {
    return set.bounds().length == 2 && set.bounds()[1] == set.bounds()[0] + 1;
  }

  private CodePoints classAtom() throws RegexSyntaxException {
    if (cursor.take('\\')) return escapes.inClass();
    int point = cursor.next();
    cursor.skip();
    return CodePoints.range(point, point);
  }
}
