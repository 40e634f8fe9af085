package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.aws.queue.JobMessage;
import io.surgetank.aws.queue.ReceivedMessage;
import io.surgetank.aws.table.LeaseResult;
import io.surgetank.core.job.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Optional;

/// Processes the dead-letter queue of SQS: makes the job of each message a dead letter before the
/// message is deleted. While the table cannot be written, the messages stay.
public final class DeadLetterFunction implements RequestStreamHandler {
  private final FunctionWiring functionWiring;

  public DeadLetterFunction() {
    this(
        SnapStartPriming.before(
            FunctionWiring.fromEnvironment(), SnapStartPriming::recordDeadLetter));
  }

  DeadLetterFunction(FunctionWiring functionWiring) {
    this.functionWiring = functionWiring;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    reply.write(record(event.readAllBytes()));
  }

  byte[] record(byte[] event) {
    functionWiring.clock().begin();
    var failures = new ArrayList<String>();
    var batch = SqsEvent.read(event, functionWiring.clock().instant());
    for (ReceivedMessage message : batch.messages())
      if (!isRecorded(message)) failures.add(message.messageId());
    return SqsEvent.batchItemFailures(failures);
  }

  private boolean isRecorded(ReceivedMessage message) {
    Optional<JobId> id = JobMessage.read(message.body());
    try {
      if (id.isEmpty()) {
        functionWiring.dynamoBackend().leases().recordUnreadable(message.unreadable());
        functionWiring.log().note("Malformed", message.messageId());
        return true;
      }
      String reason =
          "received %d times since %s without reaching an end state"
              .formatted(message.receives(), message.sentAt());
      return functionWiring.dynamoBackend().leases().moveToDeadLetters(id.get(), reason)
          instanceof LeaseResult.Finished;
    } catch (UncheckedIOException unrecorded) {
      functionWiring.log().note("Incident", String.valueOf(unrecorded.getMessage()));
      return false;
    }
  }
}
