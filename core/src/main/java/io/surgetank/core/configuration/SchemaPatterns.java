package io.surgetank.core.configuration;

import io.surgetank.core.configuration.SchemaLinter.SchemaError;
import io.surgetank.core.regex.EcmaPattern;
import io.surgetank.core.schema.Subschemas;
import io.surgetank.core.schema.Subschemas.Part;
import java.util.List;

/// Checks the regular expressions of one schema: `pattern` and the names in `patternProperties`.
/// Supported patterns are in docs/configuration.md.
final class SchemaPatterns {
  private final Part part;
  private final List<SchemaError> errors;

  SchemaPatterns(Part part, List<SchemaError> errors) {
    this.part = part;
    this.errors = errors;
  }

  void check() {
    var pattern = part.schema().path("pattern");
    if (pattern.isString())
      check(Subschemas.step(part.pointer(), "pattern"), pattern.stringValue());
    var byName = part.schema().path("patternProperties");
    String at = Subschemas.step(part.pointer(), "patternProperties");
    if (byName.isObject()) byName.forEachEntry((name, _) -> check(Subschemas.step(at, name), name));
  }

  private void check(String pointer, String pattern) {
    switch (EcmaPattern.compile(pattern)) {
      case EcmaPattern.Compiled.Usable _ -> {}
      case EcmaPattern.Compiled.Refused(var why) ->
          errors.add(
              new SchemaError(
                  pointer,
                  "the pattern, at character " + (why.at() + 1) + ": " + why.problem(),
                  why.hint()));
    }
  }
}
