package io.surgetank.accept;

import com.networknt.schema.SchemaException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import io.surgetank.pattern.Budget;
import io.surgetank.pattern.EcmaPattern;
import io.surgetank.pattern.TooCostly;

/// The regular expressions of schemas, matched in linear time.
final class Patterns implements RegularExpressionFactory {
  /// The validator hands a text on without its context; a check runs in one thread.
  static final ScopedValue<Budget> BUDGET = ScopedValue.newInstance();

  @Override
  public RegularExpression getRegularExpression(String regex) {
    return switch (EcmaPattern.compile(regex)) {
      case EcmaPattern.Compiled.Usable(var pattern) -> text -> matches(pattern, text);
      case EcmaPattern.Compiled.Refused(var why) ->
          throw new SchemaException("the pattern '" + regex + "': " + why.problem());
    };
  }

  private static boolean matches(EcmaPattern pattern, String text) {
    try {
      return pattern.matches(text, BUDGET.get());
    } catch (TooCostly _) {
      // The validator logs all others.
      throw new GivenUp();
    }
  }

  /// Ends a check whose budget is used up.
  static final class GivenUp extends SchemaException {
    private static final long serialVersionUID = 1;

    GivenUp() {
      super("a text is too costly to be matched with its pattern");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
