package io.surgetank.aws.queue;

import io.surgetank.aws.table.MessageSender.OutgoingMessage;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.OrderingKey;
import io.surgetank.core.job.Trace;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Creates the entries of `SendMessageBatch`.
final class MessageEntries {
  private MessageEntries() {}

  /// For a standard queue.
  static SendMessageBatchRequestEntry of(OutgoingMessage outgoingMessage) {
    return unordered(outgoingMessage).build();
  }

  /// For a FIFO queue, which requires a message group and drops duplicates within five minutes. A
  /// job is sent once in each of its rounds, so a duplicate within a round may be dropped.
  static SendMessageBatchRequestEntry ordered(OutgoingMessage outgoingMessage) {
    JobId id = outgoingMessage.job().id();
    return unordered(outgoingMessage)
        .messageGroupId(
            outgoingMessage.orderingKey().map(OrderingKey::toString).orElseGet(id::toString))
        .messageDeduplicationId(id + "." + outgoingMessage.round())
        .build();
  }

  /// Has the system attribute that X-Ray reads, if the job was submitted with a trace.
  private static SendMessageBatchRequestEntry.Builder unordered(OutgoingMessage outgoingMessage) {
    JobId id = outgoingMessage.job().id();
    Trace trace = outgoingMessage.job().trace();
    var entry =
        SendMessageBatchRequestEntry.builder().id(id.toString()).messageBody(JobMessage.about(id));
    return trace.isOf(id)
        ? entry
        : entry.messageSystemAttributes(
            Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER, xray(trace)));
  }

  private static MessageSystemAttributeValue xray(Trace trace) {
    String[] parts = trace.traceparent().split("-", -1);
    String root = "1-" + parts[1].substring(0, 8) + "-" + parts[1].substring(8);
    String sampled = parts[3].endsWith("1") ? "1" : "0";
    return MessageSystemAttributeValue.builder()
        .dataType("String")
        .stringValue("Root=" + root + ";Parent=" + parts[2] + ";Sampled=" + sampled)
        .build();
  }
}
