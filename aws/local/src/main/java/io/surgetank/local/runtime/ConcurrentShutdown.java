package io.surgetank.local.runtime;

import io.surgetank.local.eventsource.EventSourceMapping;
import io.surgetank.local.lambda.Lambda;
import java.util.List;
import java.util.concurrent.Executors;

/// Closes the mappings and the functions concurrently: a mapping waits for its invocations, which
/// end with the functions' processes. SQS redelivers their messages.
record ConcurrentShutdown(Lambda lambda, List<EventSourceMapping> mappings)
    implements AutoCloseable {
  ConcurrentShutdown {
    mappings = List.copyOf(mappings);
  }

  @Override
  public void close() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      mappings.forEach(mapping -> threads.execute(mapping::close));
      threads.execute(lambda::close);
    }
  }
}
