package io.surgetank.local.stack;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.local.emulator.ResourceInstaller;
import io.surgetank.local.lambda.Invoker;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.mapping.EventSourceMapping;
import io.surgetank.local.mapping.MappingConfig;
import io.surgetank.local.mapping.MappingDependencies;
import io.surgetank.local.mapping.QueueArn;
import io.surgetank.local.mapping.SqsSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The stack's event source mappings.
///
/// @param urls the queues' addresses, by name
/// @param queues a client that acts in the name of a function
record EventSourceMappings(
    Stack stack,
    Map<String, String> urls,
    java.util.function.Function<String, SqsClient> queues,
    Lambda.Dependencies dependencies) {
  /// Starts them all.
  List<EventSourceMapping> mappings(Invoker invoker) {
    return stack.mappings().stream()
        .map(sqsTrigger -> mapping(sqsTrigger, invoker).start())
        .toList();
  }

  private EventSourceMapping mapping(SqsTrigger sqsTrigger, Invoker invoker) {
    SqsQueue sqsQueue = stack.queue(sqsTrigger.queue()).orElseThrow();
    LambdaFunction lambdaFunction = stack.function(sqsTrigger.function()).orElseThrow();
    var clock = dependencies.clock();
    String url = Objects.requireNonNull(urls.get(sqsQueue.name()), "every queue was created");
    var arn = new QueueArn(stack.region(), ResourceInstaller.ACCOUNT, sqsQueue.name());
    SqsClient sqs = queues.apply(lambdaFunction.name());
    requireVisibility(sqs, url, lambdaFunction);
    var source = new SqsSource(sqs, url, arn, clock);
    return new EventSourceMapping(
        MappingConfig.of(sqsTrigger, sqsQueue, lambdaFunction),
        new MappingDependencies(source, invoker, clock, dependencies.random()));
  }

  /// As Lambda does when a mapping is made: a batch must stay hidden for as long as it may be
  /// worked (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
  private static void requireVisibility(SqsClient sqs, String url, LambdaFunction lambdaFunction) {
    String hidden =
        sqs.getQueueAttributes(
                ask -> ask.queueUrl(url).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
            .attributes()
            .getOrDefault(QueueAttributeName.VISIBILITY_TIMEOUT, "0");
    if (Long.parseLong(hidden) < lambdaFunction.timeout().toSeconds())
      throw new IllegalArgumentException(
          "the queue %s hides a message for %s s, and %s may take %d s: Lambda makes no such mapping"
              .formatted(url, hidden, lambdaFunction.name(), lambdaFunction.timeout().toSeconds()));
  }
}
