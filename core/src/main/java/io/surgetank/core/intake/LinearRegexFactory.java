package io.surgetank.core.intake;

import com.networknt.schema.SchemaException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import io.surgetank.core.regex.EcmaPattern;
import io.surgetank.core.regex.MatchBudget;
import io.surgetank.core.regex.MatchBudgetExceededException;

/// Regular expressions for schemas, matched in linear time.
final class LinearRegexFactory implements RegularExpressionFactory {
  /// The library passes the text without its context; a validation runs in one thread.
  static final ScopedValue<MatchBudget> BUDGET = ScopedValue.newInstance();

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
    } catch (MatchBudgetExceededException _) {
      // The library logs all other exceptions.
      throw new BudgetExceeded();
    }
  }

  /// Ends a validation whose budget is exhausted.
  static final class BudgetExceeded extends SchemaException {
    private static final long serialVersionUID = 1;

    BudgetExceeded() {
      super("matching a string with its pattern takes too long");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
