package io.surgetank.local.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surgetank.json.Json;
import io.surgetank.stack.Queue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// SQS as AWS describes it, in a list.
final class ModelSqs implements Pond {
  private final Queue queue;
  private final InstantSource clock;
  private final List<Letter> letters = new ArrayList<>();
  private final List<Letter> dead = new ArrayList<>();
  private int sent;
  private int deliveries;

  ModelSqs(Queue queue, InstantSource clock) {
    this.queue = queue;
    this.clock = clock;
  }

  private static final class Letter {
    private final String id;
    private final String group;
    private final String body;
    private Instant visibleAt;
    private int receives;
    private String handle = "";

    Letter(String id, String group, String body, Instant now) {
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
    letters.add(new Letter("id-" + ++sent, group, body, clock.instant()));
  }

  @Override
  public List<Received> receive(int max, Duration longest) {
    Instant now = clock.instant();
    var received = new ArrayList<Received>();
    Set<String> locked = groupsInFlight(now);
    for (Letter letter : List.copyOf(letters)) {
      if (received.size() == max) break;
      if (letter.visibleAt.isAfter(now) || locked.contains(letter.group)) continue;
      if (isOverRedrive(letter)) {
        letters.remove(letter);
        dead.add(letter);
      } else {
        received.add(delivered(letter, now));
      }
    }
    return received;
  }

  private Set<String> groupsInFlight(Instant now) {
    var groups = new HashSet<String>();
    if (queue.kind().isFifo())
      for (Letter letter : letters) if (letter.visibleAt.isAfter(now)) groups.add(letter.group);
    return groups;
  }

  private boolean isOverRedrive(Letter letter) {
    return queue.redrive().filter(to -> letter.receives >= to.maxReceiveCount()).isPresent();
  }

  private Received delivered(Letter letter, Instant now) {
    letter.receives++;
    letter.visibleAt = now.plus(queue.visibility());
    letter.handle = letter.id + "#" + ++deliveries;
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("messageId", letter.id).put("body", letter.body);
    json.putObject("attributes").put("ApproximateReceiveCount", "" + letter.receives);
    return new Received(
        letter.id, letter.handle, now, Optional.empty(), Json.write(json).getBytes(UTF_8));
  }

  /// Only the latest handle deletes; an older one is taken, and does nothing.
  @Override
  public int delete(List<Received> messages) {
    for (Received message : messages)
      letters.removeIf(letter -> letter.handle.equals(message.handle()));
    return 0;
  }

  @Override
  public void hide(Received message, Duration time) {
    for (Letter letter : letters)
      if (letter.handle.equals(message.handle())) letter.visibleAt = clock.instant().plus(time);
  }

  @Override
  public Optional<Instant> nextChange() {
    Instant now = clock.instant();
    return letters.stream()
        .map(letter -> letter.visibleAt)
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo);
  }

  @Override
  public int left() {
    return letters.size();
  }

  @Override
  public List<String> dead() {
    return dead.stream().map(letter -> letter.body).toList();
  }
}
