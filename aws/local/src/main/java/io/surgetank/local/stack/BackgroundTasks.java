package io.surgetank.local.stack;

import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.mapping.EventSourceMapping;
import java.util.List;
import java.util.concurrent.Executors;

/// Closes the mappings and the functions concurrently: a mapping waits for its invocations, which
/// end with the functions' processes. SQS redelivers their messages.
record BackgroundTasks(Lambda lambda, List<EventSourceMapping> mappings) implements AutoCloseable {
  BackgroundTasks {
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
