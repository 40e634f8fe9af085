package io.surgetank.cli.command;

import java.util.function.LongConsumer;

/// The rate of an action on many dead letters, and the listener of its progress.
public record BulkRate(int perSecond, LongConsumer progress) {
  static final BulkRate FULL_SPEED = new BulkRate(Integer.MAX_VALUE, _ -> {});

  public boolean isFullSpeed() {
    return perSecond == Integer.MAX_VALUE;
  }
}
