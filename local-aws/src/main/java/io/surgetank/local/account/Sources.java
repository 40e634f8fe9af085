package io.surgetank.local.account;

import io.surgetank.local.emulator.Installer;
import io.surgetank.local.lambda.Invoker;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.mapping.EventSourceMapping;
import io.surgetank.local.mapping.QueueArn;
import io.surgetank.local.mapping.SqsSource;
import io.surgetank.local.mapping.Surroundings;
import io.surgetank.local.mapping.Terms;
import io.surgetank.stack.Function;
import io.surgetank.stack.Mapping;
import io.surgetank.stack.Queue;
import io.surgetank.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The stack's event source mappings.
///
/// @param urls the queues' addresses, by name
/// @param queues a client that acts in the name of a function
record Sources(
    Stack stack,
    Map<String, String> urls,
    java.util.function.Function<String, SqsClient> queues,
    Lambda.Surroundings surroundings) {
  /// Starts them all.
  List<EventSourceMapping> mappings(Invoker invoker) {
    return stack.mappings().stream().map(mapping -> mapping(mapping, invoker).start()).toList();
  }

  private EventSourceMapping mapping(Mapping mapping, Invoker invoker) {
    Queue queue = stack.queue(mapping.queue()).orElseThrow();
    Function function = stack.function(mapping.function()).orElseThrow();
    var clock = surroundings.clock();
    String url = Objects.requireNonNull(urls.get(queue.name()), "every queue was created");
    var arn = new QueueArn(stack.region(), Installer.ACCOUNT, queue.name());
    SqsClient sqs = queues.apply(function.name());
    requireVisibility(sqs, url, function);
    var source = new SqsSource(sqs, url, arn, clock);
    return new EventSourceMapping(
        Terms.of(mapping, queue, function),
        new Surroundings(source, invoker, clock, surroundings.random()));
  }

  /// As Lambda does when a mapping is made: a batch must stay hidden for as long as it may be
  /// worked (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
  private static void requireVisibility(SqsClient sqs, String url, Function function) {
    String hidden =
        sqs.getQueueAttributes(
                ask -> ask.queueUrl(url).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
            .attributes()
            .getOrDefault(QueueAttributeName.VISIBILITY_TIMEOUT, "0");
    if (Long.parseLong(hidden) < function.timeout().toSeconds())
      throw new IllegalArgumentException(
          "the queue %s hides a message for %s s, and %s may take %d s: Lambda makes no such mapping"
              .formatted(url, hidden, function.name(), function.timeout().toSeconds()));
  }
}
