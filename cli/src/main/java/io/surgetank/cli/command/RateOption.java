package io.surgetank.cli.command;

import java.util.function.LongConsumer;

/// The rate of an action on many dead letters, and the listener of its progress.
public record RateOption(int perSecond, LongConsumer progress) {
  static final RateOption FULL_SPEED = new RateOption(Integer.MAX_VALUE, _ -> {});

  public boolean isFullSpeed() {
    return perSecond == Integer.MAX_VALUE;
  }
}
