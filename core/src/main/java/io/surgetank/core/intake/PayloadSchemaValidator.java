package io.surgetank.core.intake;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.PayloadSchema;
import io.surgetank.core.regex.MatchBudget;
import io.surgetank.core.schema.SecretLocations;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// A pipeline's JSON Schema, compiled once; safe for many threads.
///
/// Formats are assertions (an `email` must be one), 1.0 is an integer as the standard says, and
/// nothing is fetched.
public final class PayloadSchemaValidator {
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .formats(BoundedFormat.all())
          .keyword(new UniqueItemsKeyword())
          // Otherwise the library logs that it does not know the keyword.
          .keyword(new NonValidationKeyword(SecretLocations.KEYWORD))
          .build();

  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder()
          .formatAssertionsEnabled(true)
          .losslessNarrowing(true)
          .locale(Locale.ENGLISH)
          .preloadSchema(true)
          .regularExpressionFactory(new LinearRegexFactory())
          .build();

  /// Steps for every payload, and further steps per character: a schema that visits the same value
  /// repeatedly at each level would take exponential time.
  private static final int STEPS = 20_000;

  private static final int STEPS_PER_CHARACTER = 20;

  /// Matching a character costs less than a step does.
  private static final int MATCHING_PER_CHARACTER = 200;

  private static final int MATCHING = 2_000_000;

  /// Nesting of schemas through references; each level takes some stack frames.
  private static final int MAX_DEPTH = 500;

  private final Schema schema;
  private final Optional<SimpleKeywords.Rule> simple;
  private final ViolationMessages texts;
  private final Consumer<Throwable> exceptions;

  private PayloadSchemaValidator(Schema schema, JsonNode json, Consumer<Throwable> exceptions) {
    this.schema = schema;
    this.simple = SimpleSchema.of(json);
    this.texts = new ViolationMessages(json);
    this.exceptions = exceptions;
  }

  /// Throws [IllegalArgumentException] with a message when the text is not a schema.
  public static PayloadSchemaValidator of(PayloadSchema payload) {
    return of(payload, _ -> {});
  }

  /// `exceptions` receives unexpected exceptions of the validator; for the client they are
  /// violations.
  static PayloadSchemaValidator of(PayloadSchema payload, Consumer<Throwable> exceptions) {
    try {
      JsonNode json = DecimalBounds.asDecimals(Json.read(payload.json()));
      SchemaRegistry registry =
          SchemaRegistry.withDefaultDialect(DIALECT, it -> it.schemaRegistryConfig(CONFIG));
      Schema schema = registry.getSchema(SchemaLocation.of("urn:surgetank:schema"), json);
      schema.initializeValidators();
      return new PayloadSchemaValidator(schema, json, exceptions);
    } catch (RuntimeException | StackOverflowError unusable) {
      throw new IllegalArgumentException(
          payload.fileName() + " is not a usable JSON Schema: " + unusable.getMessage(), unusable);
    }
  }

  /// The payload's violations, at most [Violation#MAX_VIOLATIONS]; empty when it is valid. Takes
  /// time proportional to the payload's length in characters: what would take longer is a
  /// violation.
  public List<Violation> violations(JsonNode payload, int characters) {
    return simple.isPresent() && simple.get().admits(payload)
        ? List.of()
        : validate(payload, characters);
  }

  /// The same by the library alone.
  List<Violation> validate(JsonNode payload, int characters) {
    var context = new Bounded(characters);
    try {
      var matchBudget = new MatchBudget(MATCHING + (long) MATCHING_PER_CHARACTER * characters);
      ScopedValue.where(LinearRegexFactory.BUDGET, matchBudget)
          .run(() -> schema.validate(context, payload));
    } catch (ViolationLimitReached _) {
      // The violations found so far are in the context's list.
    } catch (ValidationLimitExceededException tooMuch) {
      return List.of(
          new Violation(
              tooMuch.getInstanceLocation().toString(),
              "validating this against the schema takes too long; send less, or nest it less deeply"));
    } catch (LinearRegexFactory.BudgetExceeded tooCostly) {
      return List.of(Violation.ofWhole(tooCostly.getMessage() + "; send shorter strings"));
    } catch (RuntimeException | StackOverflowError unexpected) {
      // Caused by this payload: nothing else changes between validations.
      exceptions.accept(unexpected);
      return List.of(Violation.ofWhole("the payload cannot be checked against the schema"));
    }
    return found(context.root);
  }

  private List<Violation> found(List<Error> errors) {
    if (errors.isEmpty()) return List.of();
    var violations = new LinkedHashSet<Violation>();
    for (Error error : errors) {
      if (violations.size() == Violation.MAX_VIOLATIONS) break;
      violations.add(new Violation(error.getInstanceLocation().toString(), texts.detail(error)));
    }
    return List.copyOf(violations);
  }

  /// Stops when there are more violations than anyone would read.
  private static final class Bounded extends ExecutionContext {
    private static final int MAX_ERRORS = 10 * Violation.MAX_VIOLATIONS;

    /// The payload's errors. Those inside `anyOf` and the like go to separate lists, and do not
    /// count where another branch matches: they must not end the validation, only not pile up.
    private final List<Error> root;

    Bounded(int characters) {
      super(
          ExecutionConfig.builder()
              .formatAssertionsEnabled(true)
              .locale(Locale.ENGLISH)
              .maxEvaluationSteps(STEPS + (long) STEPS_PER_CHARACTER * characters)
              .maxEvaluationDepth(MAX_DEPTH)
              .build());
      this.root = getErrors();
    }

    // Which of the lists it is, and not what is in it.
    @SuppressWarnings("ReferenceEquality")
    @Override
    public void addError(Error error) {
      List<Error> errors = getErrors();
      if (errors.size() < MAX_ERRORS) super.addError(error);
      else if (errors == root) throw new ViolationLimitReached();
    }
  }

  private static final class ViolationLimitReached extends RuntimeException {
    private static final long serialVersionUID = 1;

    ViolationLimitReached() {
      super("too many violations", null, false, false);
    }
  }
}
