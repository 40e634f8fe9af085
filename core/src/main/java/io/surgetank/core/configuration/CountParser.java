package io.surgetank.core.configuration;

import io.surgetank.core.configuration.ValueParser.Parsed;

/// Integers.
final class CountParser {
  private CountParser() {}

  static ValueParser<Integer> between(int least, int most) {
    return text ->
        switch (between((long) least, most).read(text)) {
          case Parsed.Value<Long>(var value) -> new Parsed.Value<>(Math.toIntExact(value));
          case Parsed.Invalid<Long>(var problem, var hint) -> new Parsed.Invalid<>(problem, hint);
        };
  }

  static ValueParser<Long> between(long least, long most) {
    return text -> {
      if (text.matches("-?\\d{1,18}")) {
        long value = Long.parseLong(text);
        if (value >= least && value <= most) return new Parsed.Value<>(value);
      }
      String problem = text.matches("-?\\d+") ? " is out of range" : " is not an integer";
      return new Parsed.Invalid<>(
          ErrorCollector.quote(text) + problem, "use an integer from " + least + " to " + most);
    };
  }
}
