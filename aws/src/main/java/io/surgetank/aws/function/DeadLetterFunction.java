package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.aws.queue.Message;
import io.surgetank.aws.table.Arrival;
import io.surgetank.aws.table.Stray;
import io.surgetank.job.JobId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Optional;

/// Takes what SQS gave up on. What is known of it is recorded before the message goes; while the
/// table cannot be written, the message stays.
public final class DeadLetterFunction implements RequestStreamHandler {
  private final Installation installation;

  public DeadLetterFunction() {
    this(Rehearsal.before(Installation.fromEnvironment(), Rehearsal::bury));
  }

  DeadLetterFunction(Installation installation) {
    this.installation = installation;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    reply.write(record(event.readAllBytes()));
  }

  byte[] record(byte[] event) {
    var again = new ArrayList<String>();
    for (SqsEvent.Arrived record : SqsEvent.read(event).records())
      if (!isRecorded(record)) again.add(record.messageId());
    return SqsEvent.comeAgain(again);
  }

  private boolean isRecorded(SqsEvent.Arrived record) {
    Optional<JobId> id = Message.read(record.body());
    try {
      if (id.isEmpty()) {
        installation
            .tank()
            .leases()
            .keepStray(
                new Stray(record.messageId(), record.body(), record.receives(), record.sentAt()));
        installation.log().note("Stray", record.messageId());
        return true;
      }
      String why =
          "received %d times since %s without an end".formatted(record.receives(), record.sentAt());
      return installation.tank().leases().bury(id.get(), why) instanceof Arrival.Over;
    } catch (UncheckedIOException unrecorded) {
      installation.log().note("Incident", String.valueOf(unrecorded.getMessage()));
      return false;
    }
  }
}
