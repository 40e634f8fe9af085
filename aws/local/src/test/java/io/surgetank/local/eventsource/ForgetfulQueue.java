package io.surgetank.local.eventsource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A queue that refuses some deletions, as SQS may for each entry of a batch.
record ForgetfulQueue(MessagePool messagePool, BooleanSupplier refuses) implements MessagePool {
  @Override
  public int delete(List<PolledMessage> messages) {
    var accepted = new ArrayList<PolledMessage>();
    for (PolledMessage message : messages) if (!refuses.getAsBoolean()) accepted.add(message);
    return messages.size() - accepted.size() + messagePool.delete(accepted);
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
