package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.aws.queue.JobMessage;
import io.surgetank.aws.table.LeaseResult;
import io.surgetank.aws.table.UnreadableMessage;
import io.surgetank.core.job.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Optional;

/// Takes what SQS gave up on. What is known of it is recorded before the message goes; while the
/// table cannot be written, the message stays.
public final class DeadLetterFunction implements RequestStreamHandler {
  private final FunctionWiring functionWiring;

  public DeadLetterFunction() {
    this(SnapStartPriming.before(FunctionWiring.fromEnvironment(), SnapStartPriming::bury));
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
    var again = new ArrayList<String>();
    for (SqsEvent.SqsRecord record : SqsEvent.read(event).records())
      if (!isRecorded(record)) again.add(record.messageId());
    return SqsEvent.comeAgain(again);
  }

  private boolean isRecorded(SqsEvent.SqsRecord record) {
    Optional<JobId> id = JobMessage.read(record.body());
    try {
      if (id.isEmpty()) {
        functionWiring
            .dynamoBackend()
            .leases()
            .keepStray(
                new UnreadableMessage(
                    record.messageId(), record.body(), record.receives(), record.sentAt()));
        functionWiring.log().note("Stray", record.messageId());
        return true;
      }
      String why =
          "received %d times since %s without an end".formatted(record.receives(), record.sentAt());
      return functionWiring.dynamoBackend().leases().bury(id.get(), why)
          instanceof LeaseResult.Finished;
    } catch (UncheckedIOException unrecorded) {
      functionWiring.log().note("Incident", String.valueOf(unrecorded.getMessage()));
      return false;
    }
  }
}
