package io.surgetank.local.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A queue with its dead-letter queue, under the test's clock.
interface MessagePool extends QueueSource, AutoCloseable {
  void send(String body);

  void send(String group, String body);

  /// Hides a message that is with somebody, for this long from now on.
  void hide(PolledMessage message, Duration time);

  /// When a poll may next bring what it does not bring now.
  Optional<Instant> nextChange();

  /// Messages in the queue, hidden ones too.
  int left();

  /// The bodies of the messages in the dead-letter queue.
  List<String> dead();

  @Override
  default void close() {}
}
