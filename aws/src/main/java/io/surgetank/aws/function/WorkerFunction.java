package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Works a batch of messages, all at once, and names those that are to come again
/// (`ReportBatchItemFailures`). One that nobody can read, or whose work goes wrong, stands in
/// nobody's way.
public final class WorkerFunction implements RequestStreamHandler {
  private final Shift shift;
  private final JsonLog log;

  public WorkerFunction() {
    this(Installation.fromEnvironment());
  }

  WorkerFunction(Installation installation) {
    this(installation, installation.workers());
  }

  WorkerFunction(Installation installation, Workers workers) {
    this.shift = new Shift(installation, workers);
    this.log = installation.log();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    var batch = SqsEvent.read(event.readAllBytes());
    var again = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> done = new ArrayList<>();
      for (SqsEvent.Arrived record : batch.records())
        done.add(threads.submit(() -> shift.isDone(record, context)));
      for (int i = 0; i < done.size(); i++)
        if (!isDone(done.get(i))) again.add(batch.records().get(i).messageId());
    }
    reply.write(SqsEvent.comeAgain(again));
  }

  private boolean isDone(Future<Boolean> work) {
    try {
      return work.get();
    } catch (ExecutionException surprise) {
      log.note("Incident", String.valueOf(surprise.getCause()));
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
