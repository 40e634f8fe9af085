package io.surgetank.local.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A queue that refuses some deletes, as SQS may for each entry of a batch.
record ForgetfulQueue(MessagePool messagePool, BooleanSupplier refuses) implements MessagePool {
  @Override
  public int delete(List<PolledMessage> messages) {
    var taken = new ArrayList<PolledMessage>();
    for (PolledMessage message : messages) if (!refuses.getAsBoolean()) taken.add(message);
    return messages.size() - taken.size() + messagePool.delete(taken);
  }

  @Override
  public void send(String body) {
    messagePool.send(body);
  }

  @Override
  public void send(String group, String body) {
    messagePool.send(group, body);
  }

  @Override
  public List<PolledMessage> receive(int max, Duration longest) {
    return messagePool.receive(max, longest);
  }

  @Override
  public void hide(PolledMessage message, Duration time) {
    messagePool.hide(message, time);
  }

  @Override
  public Optional<Instant> nextChange() {
    return messagePool.nextChange();
  }

  @Override
  public int left() {
    return messagePool.left();
  }

  @Override
  public List<String> dead() {
    return messagePool.dead();
  }

  @Override
  public void close() {
    messagePool.close();
  }
}
