package io.surgetank.descriptor;

import java.util.function.Predicate;

/// How a value is written: reads a text into a value, or says what is wrong with it.
@FunctionalInterface
interface Form<T> {
  Read<T> read(String text);

  /// The same form for values of which this holds too.
  default Form<T> where(Predicate<T> holds, String problem, String cure) {
    return text ->
        switch (read(text)) {
          case Read.Good<T>(var value) when !holds.test(value) ->
              new Read.Bad<>(Faults.quote(text) + " " + problem, cure);
          case Read.Good<T> good -> good;
          case Read.Bad<T> bad -> bad;
        };
  }

  /// A value, or what is wrong with the text and how it is mended.
  sealed interface Read<T> {
    record Good<T>(T value) implements Read<T> {}

    record Bad<T>(String problem, String cure) implements Read<T> {}
  }
}
