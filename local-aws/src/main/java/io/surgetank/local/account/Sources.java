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

/// The stack's event source mappings.
record Sources(
    SqsClient sqs, Map<String, String> urls, Stack stack, Lambda.Surroundings surroundings) {
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
    var source = new SqsSource(sqs, url, arn, clock);
    return new EventSourceMapping(
        Terms.of(mapping, queue, function),
        new Surroundings(source, invoker, clock, surroundings.random()));
  }
}
