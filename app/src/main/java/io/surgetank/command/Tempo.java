package io.surgetank.command;

import java.util.function.LongConsumer;

/// How fast an act on many dead letters may go on, and who hears how far it is.
public record Tempo(int perSecond, LongConsumer progress) {
  static final Tempo FULL_SPEED = new Tempo(Integer.MAX_VALUE, _ -> {});

  public boolean isFullSpeed() {
    return perSecond == Integer.MAX_VALUE;
  }
}
