package io.surgetank.core.configuration;

import java.util.function.Predicate;

/// How a value is written: reads a text into a value, or says what is wrong with it.
@FunctionalInterface
interface ValueParser<T> {
  Parsed<T> read(String text);

  /// The same form for values of which this holds too.
  default ValueParser<T> where(Predicate<T> holds, String problem, String cure) {
    return text ->
        switch (read(text)) {
          case Parsed.Value<T>(var value) when !holds.test(value) ->
              new Parsed.Invalid<>(ErrorCollector.quote(text) + " " + problem, cure);
          case Parsed.Value<T> good -> good;
          case Parsed.Invalid<T> invalid -> invalid;
        };
  }

  /// A value, or what is wrong with the text and how it is mended.
  sealed interface Parsed<T> {
    record Value<T>(T value) implements Parsed<T> {}

    record Invalid<T>(String problem, String cure) implements Parsed<T> {}
  }
}
