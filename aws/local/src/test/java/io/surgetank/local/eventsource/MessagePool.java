package io.surgetank.local.eventsource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A queue with its dead-letter queue, under the test's clock.
interface MessagePool extends QueueSource, AutoCloseable {
  void send(String body);

  void send(String group, String body);

  /// Hides a received message for this time from now on.
  void hide(PolledMessage message, Duration time);

  /// When a poll may next return messages that it does not return now.
  Optional<Instant> nextChange();

  /// Messages in the queue, hidden ones too.
  int left();

  /// The bodies of the messages in the dead-letter queue.
  List<String> dead();

  @Override
  default void close() {}
}
