package io.surgetank.local.runtime;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.local.eventsource.EventSourceMapping;
import io.surgetank.local.eventsource.MappingConfig;
import io.surgetank.local.eventsource.MappingDependencies;
import io.surgetank.local.eventsource.QueueArn;
import io.surgetank.local.eventsource.SqsSource;
import io.surgetank.local.lambda.Invoker;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.services.ResourceInstaller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The stack's event source mappings.
///
/// @param urls the queues' URLs, by name
/// @param queues returns a client with the role of a function
record EventSourceMappings(
    Stack stack,
    Map<String, String> urls,
    java.util.function.Function<String, SqsClient> queues,
    Lambda.Dependencies dependencies) {
  /// Starts all mappings.
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

  /// As Lambda does when a mapping is created: a batch must be hidden for as long as it may be
  /// processed (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
  private static void requireVisibility(SqsClient sqs, String url, LambdaFunction lambdaFunction) {
    String visibility =
        sqs.getQueueAttributes(
                ask -> ask.queueUrl(url).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
            .attributes()
            .getOrDefault(QueueAttributeName.VISIBILITY_TIMEOUT, "0");
    if (Long.parseLong(visibility) < lambdaFunction.timeout().toSeconds())
      throw new IllegalArgumentException(
          "the visibility timeout of %s (%s s) must be at least the timeout of %s (%d s)"
              .formatted(
                  url, visibility, lambdaFunction.name(), lambdaFunction.timeout().toSeconds()));
  }
}
