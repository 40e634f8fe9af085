package io.surgetank.core.configuration;

import io.surgetank.core.configuration.SchemaLinter.SchemaError;
import io.surgetank.core.regex.EcmaPattern;
import io.surgetank.core.schema.Subschemas;
import io.surgetank.core.schema.Subschemas.Part;
import java.util.List;

/// Checks the regular expressions of one schema: `pattern` and the names in `patternProperties`.
/// What is taken is in docs/configuration.md.
final class SchemaPatterns {
  private final Part part;
  private final List<SchemaError> faults;

  SchemaPatterns(Part part, List<SchemaError> faults) {
    this.part = part;
    this.faults = faults;
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
          faults.add(
              new SchemaError(
                  pointer,
                  "the pattern, at its character " + (why.at() + 1) + ": " + why.problem(),
                  why.cure()));
    }
  }
}
