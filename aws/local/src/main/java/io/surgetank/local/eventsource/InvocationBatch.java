package io.surgetank.local.eventsource;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The messages of an invocation.
///
/// @param messages in the order of receiving
/// @param carried messages that did not fit, for the next batch
/// @param trace `X-Amzn-Trace-Id` of the invocation
record InvocationBatch(List<PolledMessage> messages, List<PolledMessage> carried, String trace) {
  private static final byte[] HEAD = "{\"Records\":[".getBytes(UTF_8);
  private static final byte[] TAIL = "]}".getBytes(UTF_8);

  InvocationBatch {
    messages = List.copyOf(messages);
    carried = List.copyOf(carried);
  }

  /// The first messages, as many as fit in an event, but at least one.
  static InvocationBatch of(
      List<PolledMessage> gathered, MappingLimits mappingLimits, String trace) {
    int fits = 1;
    int bytes = bytes(gathered.subList(0, 1));
    while (fits < gathered.size()) {
      bytes += 1 + gathered.get(fits).json().length;
      if (bytes > mappingLimits.payloadBytes()) break;
      fits++;
    }
    return new InvocationBatch(
        gathered.subList(0, fits), gathered.subList(fits, gathered.size()), trace);
  }

  /// The size of an event with these messages.
  static int bytes(List<PolledMessage> messages) {
    int commas = Math.max(0, messages.size() - 1);
    return HEAD.length
        + TAIL.length
        + commas
        + messages.stream().mapToInt(message -> message.json().length).sum();
  }

  /// Without the messages whose visibility timeout has expired: others may have received them.
  InvocationBatch stillHidden(Instant now, Duration visibility) {
    var hidden =
        messages.stream().filter(message -> now.isBefore(message.at().plus(visibility))).toList();
    return new InvocationBatch(hidden, carried, trace);
  }

  /// When the visibility timeout of the last message expires.
  Instant hiddenUntil(Duration visibility) {
    return messages.stream()
        .map(PolledMessage::at)
        .max(Instant::compareTo)
        .orElseThrow()
        .plus(visibility);
  }

  Set<String> messageIds() {
    return messages.stream().map(PolledMessage::messageId).collect(Collectors.toSet());
  }

  byte[] event() {
    var event = new ByteArrayOutputStream(bytes(messages));
    event.writeBytes(HEAD);
    for (int i = 0; i < messages.size(); i++) {
      if (i > 0) event.write(',');
      event.writeBytes(messages.get(i).json());
    }
    event.writeBytes(TAIL);
    return event.toByteArray();
  }
}
