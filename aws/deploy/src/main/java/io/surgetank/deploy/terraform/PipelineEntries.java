package io.surgetank.deploy.terraform;

import static io.surgetank.deploy.terraform.StackFile.entry;

import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.deploy.stack.Stack;
import java.util.LinkedHashMap;
import java.util.Map;

/// The queues of each pipeline and their event source mappings.
final class PipelineEntries {
  private final Stack stack;

  PipelineEntries(Stack stack) {
    this.stack = stack;
  }

  Map<String, Object> all() {
    var entries = new LinkedHashMap<String, Object>();
    for (SqsQueue sqsQueue : stack.sources()) {
      var redrive = sqsQueue.redrive().orElseThrow();
      SqsQueue dead = stack.queue(redrive.deadLetterQueue()).orElseThrow();
      entries.put(
          sqsQueue.ref().pipeline(),
          entry(
              "queue", queue(sqsQueue),
              "max_receive_count", redrive.maxReceiveCount(),
              "dead_letter_queue", queue(dead)));
    }
    return entries;
  }

  private Map<String, Object> queue(SqsQueue sqsQueue) {
    var entry =
        entry(
            "name", sqsQueue.name(),
            "visibility_timeout_seconds", sqsQueue.visibility().toSeconds(),
            "message_retention_seconds", sqsQueue.retention().toSeconds(),
            "max_message_size", sqsQueue.maximumBytes(),
            "fifo_queue", sqsQueue.kind().isFifo());
    stack.mappings().stream()
        .filter(sqsTrigger -> sqsTrigger.queue().equals(sqsQueue.ref()))
        .forEach(sqsTrigger -> entry.put("event_source_mapping", mapping(sqsTrigger)));
    return entry;
  }

  private static Map<String, Object> mapping(SqsTrigger sqsTrigger) {
    return entry(
        "function", sqsTrigger.function().function(),
        "batch_size", sqsTrigger.batch(),
        "maximum_batching_window_in_seconds", sqsTrigger.window().toSeconds(),
        "maximum_concurrency", sqsTrigger.maximumConcurrency().orElseThrow());
  }
}
