package io.surgetank.local.eventsource;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.SqsQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// A model of SQS as AWS documents it.
final class ModelSqs implements MessagePool {
  private final SqsQueue sqsQueue;
  private final InstantSource clock;
  private final List<StoredMessage> stored = new ArrayList<>();
  private final List<StoredMessage> dead = new ArrayList<>();
  private int sent;
  private int deliveries;

  ModelSqs(SqsQueue sqsQueue, InstantSource clock) {
    this.sqsQueue = sqsQueue;
    this.clock = clock;
  }

  private static final class StoredMessage {
    private final String id;
    private final String group;
    private final String body;
    private Instant visibleAt;
    private int receives;
    private String handle = "";

    StoredMessage(String id, String group, String body, Instant now) {
      this.id = id;
      this.group = group;
      this.body = body;
      this.visibleAt = now;
    }
  }

  @Override
  public void send(String body) {
    send("", body);
  }

  @Override
  public void send(String group, String body) {
    stored.add(new StoredMessage("id-" + ++sent, group, body, clock.instant()));
  }

  @Override
  public List<PolledMessage> receive(int max, Duration longest) {
    Instant now = clock.instant();
    var received = new ArrayList<PolledMessage>();
    Set<String> inFlight = groupsInFlight(now);
    for (StoredMessage storedMessage : List.copyOf(stored)) {
      if (received.size() == max) break;
      if (storedMessage.visibleAt.isAfter(now) || inFlight.contains(storedMessage.group)) continue;
      if (isOverRedrive(storedMessage)) {
        stored.remove(storedMessage);
        dead.add(storedMessage);
      } else {
        received.add(delivered(storedMessage, now));
      }
    }
    return received;
  }

  private Set<String> groupsInFlight(Instant now) {
    var groups = new HashSet<String>();
    if (sqsQueue.kind().isFifo())
      for (StoredMessage storedMessage : stored)
        if (storedMessage.visibleAt.isAfter(now)) groups.add(storedMessage.group);
    return groups;
  }

  private boolean isOverRedrive(StoredMessage storedMessage) {
    return sqsQueue
        .redrive()
        .filter(to -> storedMessage.receives >= to.maxReceiveCount())
        .isPresent();
  }

  private PolledMessage delivered(StoredMessage storedMessage, Instant now) {
    storedMessage.receives++;
    storedMessage.visibleAt = now.plus(sqsQueue.visibility());
    storedMessage.handle = storedMessage.id + "#" + ++deliveries;
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("messageId", storedMessage.id).put("body", storedMessage.body);
    json.putObject("attributes").put("ApproximateReceiveCount", "" + storedMessage.receives);
    return new PolledMessage(
        storedMessage.id,
        storedMessage.handle,
        now,
        Optional.empty(),
        Json.write(json).getBytes(UTF_8));
  }

  /// Only the latest handle deletes; an older one succeeds without effect.
  @Override
  public int delete(List<PolledMessage> messages) {
    for (PolledMessage message : messages)
      stored.removeIf(storedMessage -> storedMessage.handle.equals(message.handle()));
    return 0;
  }

  @Override
  public void hide(PolledMessage message, Duration time) {
    for (StoredMessage storedMessage : stored)
      if (storedMessage.handle.equals(message.handle()))
        storedMessage.visibleAt = clock.instant().plus(time);
  }

  @Override
  public Optional<Instant> nextChange() {
    Instant now = clock.instant();
    return stored.stream()
        .map(storedMessage -> storedMessage.visibleAt)
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo);
  }

  @Override
  public int left() {
    return stored.size();
  }

  @Override
  public List<String> dead() {
    return dead.stream().map(storedMessage -> storedMessage.body).toList();
  }
}
