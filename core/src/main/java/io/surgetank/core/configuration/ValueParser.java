package io.surgetank.core.configuration;

import java.util.function.Predicate;

/// Parses a string into a value, or returns an error.
@FunctionalInterface
interface ValueParser<T> {
  Parsed<T> read(String text);

  /// The same, for values that also satisfy this condition.
  default ValueParser<T> where(Predicate<T> holds, String problem, String hint) {
    return text ->
        switch (read(text)) {
          case Parsed.Value<T>(var value) when !holds.test(value) ->
              new Parsed.Invalid<>(ErrorCollector.quote(text) + " " + problem, hint);
          case Parsed.Value<T> good -> good;
          case Parsed.Invalid<T> invalid -> invalid;
        };
  }

  /// A value, or an error and a hint how to fix it.
  sealed interface Parsed<T> {
    record Value<T>(T value) implements Parsed<T> {}

    record Invalid<T>(String problem, String hint) implements Parsed<T> {}
  }
}
