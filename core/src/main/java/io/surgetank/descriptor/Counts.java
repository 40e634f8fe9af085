package io.surgetank.descriptor;

import io.surgetank.descriptor.Form.Read;

/// Whole numbers.
final class Counts {
  private Counts() {}

  static Form<Integer> between(int least, int most) {
    return text ->
        switch (between((long) least, most).read(text)) {
          case Read.Good<Long>(var value) -> new Read.Good<>(Math.toIntExact(value));
          case Read.Bad<Long>(var problem, var cure) -> new Read.Bad<>(problem, cure);
        };
  }

  static Form<Long> between(long least, long most) {
    return text -> {
      if (text.matches("-?\\d{1,18}")) {
        long value = Long.parseLong(text);
        if (value >= least && value <= most) return new Read.Good<>(value);
      }
      String problem = text.matches("-?\\d+") ? " is out of bounds" : " is not a whole number";
      return new Read.Bad<>(
          Faults.quote(text) + problem, "write a whole number from " + least + " to " + most);
    };
  }
}
