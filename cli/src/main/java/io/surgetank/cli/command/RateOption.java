package io.surgetank.cli.command;

import java.util.function.LongConsumer;

/// How fast an act on many dead letters may go on, and who hears how far it is.
public record RateOption(int perSecond, LongConsumer progress) {
  static final RateOption FULL_SPEED = new RateOption(Integer.MAX_VALUE, _ -> {});

  public boolean isFullSpeed() {
    return perSecond == Integer.MAX_VALUE;
  }
}
