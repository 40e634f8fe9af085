package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;

/// Whole numbers.
final class CountParser {
  private CountParser() {}

  static ValueParser<Integer> between(int least, int most) {
    return text ->
        switch (between((long) least, most).read(text)) {
          case Parsed.Value<Long>(var value) -> new Parsed.Value<>(Math.toIntExact(value));
          case Parsed.Invalid<Long>(var problem, var cure) -> new Parsed.Invalid<>(problem, cure);
        };
  }

  static ValueParser<Long> between(long least, long most) {
    return text -> {
      if (text.matches("-?\\d{1,18}")) {
        long value = Long.parseLong(text);
        if (value >= least && value <= most) return new Parsed.Value<>(value);
      }
      String problem = text.matches("-?\\d+") ? " is out of bounds" : " is not a whole number";
      return new Parsed.Invalid<>(
          ErrorCollector.quote(text) + problem,
          "write a whole number from " + least + " to " + most);
    };
  }
}
