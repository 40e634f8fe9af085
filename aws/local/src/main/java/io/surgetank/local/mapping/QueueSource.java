package io.surgetank.local.mapping;

import java.time.Duration;
import java.util.List;

/// The queue as a mapping sees it. Either may throw what the queue's client throws.
public interface QueueSource {
  /// Waits no longer than that for the first message.
  List<PolledMessage> receive(int max, Duration wait);

  /// How many of these it refused to delete.
  int delete(List<PolledMessage> messages);
}
