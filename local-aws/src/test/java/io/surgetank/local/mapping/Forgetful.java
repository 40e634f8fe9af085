package io.surgetank.local.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A queue that refuses some deletes, as SQS may for each entry of a batch.
record Forgetful(Pond pond, BooleanSupplier refuses) implements Pond {
  @Override
  public int delete(List<Received> messages) {
    var taken = new ArrayList<Received>();
    for (Received message : messages) if (!refuses.getAsBoolean()) taken.add(message);
    return messages.size() - taken.size() + pond.delete(taken);
  }

  @Override
  public void send(String body) {
    pond.send(body);
  }

  @Override
  public void send(String group, String body) {
    pond.send(group, body);
  }

  @Override
  public List<Received> receive(int max, Duration longest) {
    return pond.receive(max, longest);
  }

  @Override
  public void hide(Received message, Duration time) {
    pond.hide(message, time);
  }

  @Override
  public Optional<Instant> nextChange() {
    return pond.nextChange();
  }

  @Override
  public int left() {
    return pond.left();
  }

  @Override
  public List<String> dead() {
    return pond.dead();
  }

  @Override
  public void close() {
    pond.close();
  }
}
