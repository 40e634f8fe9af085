package io.surgetank.accept;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import io.surgetank.json.Json;
import io.surgetank.pipeline.PayloadSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// A pipeline's JSON Schema, compiled once; safe for many threads.
///
/// Formats are assertions (an `email` must be one), 1.0 is an integer as the standard says, and
/// nothing is fetched from elsewhere.
public final class SchemaCheck {
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012()).format(new EmailFormat()).build();

  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder()
          .formatAssertionsEnabled(true)
          .losslessNarrowing(true)
          .locale(Locale.ENGLISH)
          .preloadSchema(true)
          .build();

  private static final ExecutionConfig EXECUTION =
      ExecutionConfig.builder().formatAssertionsEnabled(true).locale(Locale.ENGLISH).build();

  private final Schema schema;
  private final SchemaTexts texts;

  private SchemaCheck(Schema schema, SchemaTexts texts) {
    this.schema = schema;
    this.texts = texts;
  }

  /// Throws [IllegalArgumentException] with a sentence when the text is not a schema.
  public static SchemaCheck of(PayloadSchema payload) {
    try {
      JsonNode json = Json.read(payload.json());
      SchemaRegistry registry =
          SchemaRegistry.withDefaultDialect(DIALECT, it -> it.schemaRegistryConfig(CONFIG));
      Schema schema = registry.getSchema(SchemaLocation.of("urn:surgetank:schema"), json);
      schema.initializeValidators();
      return new SchemaCheck(schema, new SchemaTexts(json));
    } catch (RuntimeException unusable) {
      throw new IllegalArgumentException(
          payload.fileName() + " is not a usable JSON Schema: " + unusable.getMessage(), unusable);
    }
  }

  /// All that the payload does not fulfil, at most [Fault#MAX_FAULTS]; empty when it fulfils the
  /// schema.
  public List<Fault> faults(JsonNode payload) {
    var context = new Bounded();
    try {
      schema.validate(context, payload);
    } catch (Enough _) {
      // What was found until then is in the context.
    }
    List<Error> errors = context.getErrors();
    if (errors.isEmpty()) return List.of();
    var faults = new ArrayList<Fault>();
    for (Error error : errors) {
      if (faults.size() == Fault.MAX_FAULTS) break;
      var fault = new Fault(error.getInstanceLocation().toString(), texts.detail(error));
      if (!faults.contains(fault)) faults.add(fault);
    }
    return faults;
  }

  /// Stops looking when there is more than anybody would read.
  private static final class Bounded extends ExecutionContext {
    /// Some are found inside `anyOf` and thrown away again.
    private static final int MAX_ERRORS = 10 * Fault.MAX_FAULTS;

    private int errors;

    Bounded() {
      super(EXECUTION);
    }

    @Override
    public void addError(Error error) {
      super.addError(error);
      if (++errors >= MAX_ERRORS) throw new Enough();
    }
  }

  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;

    Enough() {
      super("enough faults", null, false, false);
    }
  }
}
