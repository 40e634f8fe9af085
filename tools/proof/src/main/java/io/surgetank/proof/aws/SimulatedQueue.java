package io.surgetank.proof.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// A queue with the documented semantics of SQS. A standard queue delivers late, in any order and
/// sometimes twice, also after a message was deleted. A FIFO queue delivers the messages of a group
/// in order, none while another of the group is in flight, and drops duplicates for five minutes
/// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues.html).
final class SimulatedQueue {
  private static final Duration DEDUPLICATION = Duration.ofMinutes(5);
  private static final long MAX_DELAY_MILLIS = Duration.ofSeconds(20).toMillis();
  private static final long MAX_RETURN_MILLIS = Duration.ofMinutes(10).toMillis();

  /// One message in this many is late, delivered twice, or delivered after its deletion.
  private static final int RARE = 20;

  /// @param maxReceives a message that was received more often is moved to the dead-letter queue
  record Settings(
      String name, boolean isFifo, Duration visibility, Duration retention, int maxReceives) {}

  private static final class Stored {
    private final String id;
    private final String body;
    private final Optional<String> group;
    private final Instant sentAt;
    private Instant visibleAt;
    private int receives;
    private String receipt = "";

    Stored(String id, String body, Optional<String> group, Instant sentAt) {
      this.id = id;
      this.body = body;
      this.group = group;
      this.sentAt = sentAt;
      this.visibleAt = sentAt;
    }
  }

  private final Settings settings;
  private final SplittableRandom random;
  private final List<Stored> messages = new ArrayList<>();
  private final Map<String, Instant> sentIds = new HashMap<>();
  private boolean isFaulty = true;
  private long numbers;

  SimulatedQueue(Settings settings, SplittableRandom random) {
    this.settings = settings;
    this.random = random;
  }

  Settings settings() {
    return settings;
  }

  /// From now on, no message is late or delivered twice without need.
  void endFaults() {
    isFaulty = false;
  }

  /// Messages that can be received; sometimes a number that is out of date.
  long visible(Instant now) {
    if (isRare()) return random.nextInt(2);
    return messages.stream().filter(message -> !message.visibleAt.isAfter(now)).count();
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  List<String> bodies() {
    return messages.stream().map(message -> message.body).toList();
  }

  /// Returns the message's id.
  ///
  /// @param deduplicationId of a FIFO queue
  String send(String body, Optional<String> group, String deduplicationId, Instant now) {
    String id = settings.name() + "-" + ++numbers;
    if (settings.isFifo()) {
      Instant before = sentIds.get(deduplicationId);
      if (before != null && before.plus(DEDUPLICATION).isAfter(now)) return id;
      sentIds.put(deduplicationId, now);
    }
    var message = new Stored(id, body, group, now);
    if (!settings.isFifo() && isRare())
      message.visibleAt = now.plusMillis(random.nextLong(MAX_DELAY_MILLIS));
    messages.add(message);
    return id;
  }

  /// Adds a message of another queue. It keeps the time when it was sent, as in standard queues.
  private void add(Stored message, Instant now) {
    var moved = new Stored(message.id, message.body, message.group, message.sentAt);
    moved.visibleAt = now;
    messages.add(moved);
  }

  /// Delivers up to `max` visible messages.
  ///
  /// @param deadLetters receives messages that were received too often
  /// @param undeliverable is called with the body of each of those
  List<SqsMessage> receive(
      int max, Instant now, Optional<SimulatedQueue> deadLetters, Consumer<String> undeliverable) {
    var received = new ArrayList<SqsMessage>();
    for (Stored message : candidates(now)) {
      if (received.size() == max) break;
      if (deadLetters.isPresent() && message.receives >= settings.maxReceives()) {
        messages.remove(message);
        deadLetters.get().add(message, now);
        undeliverable.accept(message.body);
        // The next of a FIFO group becomes visible with the next poll.
        continue;
      }
      received.add(deliver(message, now));
    }
    return received;
  }

  private List<Stored> candidates(Instant now) {
    var visible = new ArrayList<Stored>();
    Set<String> blocked = new HashSet<>();
    for (Stored message : messages) {
      boolean isVisible = !message.visibleAt.isAfter(now);
      if (message.group.isPresent() && !isVisible) blocked.add(message.group.get());
    }
    Set<String> moved = new HashSet<>();
    for (Stored message : messages) {
      if (message.visibleAt.isAfter(now)) continue;
      if (message.group.isPresent()) {
        if (blocked.contains(message.group.get()) || moved.contains(message.group.get())) continue;
        // Nothing of its group is delivered together with a message that leaves the queue.
        if (message.receives >= settings.maxReceives()) moved.add(message.group.get());
      }
      visible.add(message);
    }
    if (!settings.isFifo()) shuffle(visible);
    return visible;
  }

  private void shuffle(List<Stored> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      Stored message = list.get(i);
      list.set(i, list.get(other));
      list.set(other, message);
    }
  }

  private SqsMessage deliver(Stored message, Instant now) {
    message.receives++;
    message.receipt = message.id + "/" + message.receives;
    boolean isDeliveredTwice = !settings.isFifo() && isRare();
    message.visibleAt = isDeliveredTwice ? now : now.plus(settings.visibility());
    return new SqsMessage(
        message.id, message.body, message.group, message.sentAt, message.receives, message.receipt);
  }

  /// Deletes the message, if the receipt is of its last delivery. SQS reports success in any case.
  void delete(String receipt, Instant now) {
    for (Iterator<Stored> each = messages.iterator(); each.hasNext(); ) {
      Stored message = each.next();
      if (!message.receipt.equals(receipt)) continue;
      if (!settings.isFifo() && isRare())
        message.visibleAt = now.plusMillis(random.nextLong(MAX_RETURN_MILLIS));
      else each.remove();
      return;
    }
  }

  /// False if no message is in flight with this receipt.
  boolean changeVisibility(String receipt, Duration timeout, Instant now) {
    for (Stored message : messages)
      if (message.receipt.equals(receipt) && message.visibleAt.isAfter(now)) {
        message.visibleAt = now.plus(timeout);
        return true;
      }
    return false;
  }

  /// Removes messages that are older than the retention; returns their bodies.
  List<String> expire(Instant now) {
    var expired = new ArrayList<String>();
    messages.removeIf(message -> {
      boolean isOver = message.sentAt.plus(settings.retention()).isBefore(now);
      if (isOver) expired.add(message.body);
      return isOver;
    });
    return expired;
  }

  private boolean isRare() {
    return isFaulty && random.nextInt(RARE) == 0;
  }
}
