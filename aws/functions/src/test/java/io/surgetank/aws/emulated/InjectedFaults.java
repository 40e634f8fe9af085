package io.surgetank.aws.emulated;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/// Failures between the product and AWS, switched on by tests.
public final class InjectedFaults implements ExecutionInterceptor {
  private final Map<Class<?>, Integer> down = new ConcurrentHashMap<>();
  private final Map<Class<?>, Integer> lost = new ConcurrentHashMap<>();
  private final Map<Class<?>, Queue<SdkException>> refused = new ConcurrentHashMap<>();
  private final Set<String> neverAccepted = ConcurrentHashMap.newKeySet();
  private volatile Runnable whenLost = () -> {};
  private volatile String retention = "";
  private volatile int accepted = Integer.MAX_VALUE;

  /// From now on, requests of this type do not reach AWS.
  public void failAll(Class<? extends SdkRequest> type) {
    failAfter(0, type);
  }

  /// After this number, no request of this type reaches AWS.
  public void failAfter(int requests, Class<? extends SdkRequest> type) {
    down.put(type, requests);
  }

  /// Ends all failures.
  public void recover() {
    down.clear();
    lost.clear();
    refused.clear();
    neverAccepted.clear();
  }

  /// The reply to the next request of this type is lost, after AWS has executed it.
  public void loseOneReply(Class<? extends SdkRequest> type) {
    lost.put(type, 1);
  }

  /// All replies to requests of this type are lost. `then` runs after the first.
  public void loseReplies(Class<? extends SdkRequest> type, Runnable then) {
    lost.put(type, Integer.MAX_VALUE);
    whenLost = then;
  }

  /// Whether every reply that was to be lost was lost.
  public boolean allRepliesWereLost() {
    return lost.isEmpty();
  }

  /// The next requests of this type fail, each with the next of these exceptions.
  public void refuse(Class<? extends SdkRequest> type, SdkException... exceptions) {
    refused.put(type, new ConcurrentLinkedQueue<>(List.of(exceptions)));
  }

  /// Whether every refusal was used.
  public boolean allRefusalsWereUsed() {
    return refused.values().stream().allMatch(Queue::isEmpty);
  }

  /// Of the next batch, only the first `messages` entries are accepted.
  public void acceptOnly(int messages) {
    accepted = messages;
  }

  /// The entry with this id is never accepted.
  public void neverAccept(String entry) {
    neverAccepted.add(entry);
  }

  /// The retention that every queue reports: ElasticMQ reports none.
  public void reportRetention(Duration time) {
    retention = Long.toString(time.toSeconds());
  }

  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    if (!(context.response() instanceof GetQueueAttributesResponse reply) || retention.isEmpty())
      return context.response();
    var reported = new HashMap<>(reply.attributes());
    reported.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, retention);
    return reply.toBuilder().attributes(reported).build();
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    Class<?> type = context.request().getClass();
    if (!down.containsKey(type)) return;
    if (down.merge(type, -1, Integer::sum) < 0) throw SdkClientException.create("down");
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    if (!(context.request() instanceof SendMessageBatchRequest batch)) return context.request();
    var some =
        batch.entries().stream()
            .filter(entry -> !neverAccepted.contains(entry.id()))
            .limit(accepted)
            .toList();
    accepted = Integer.MAX_VALUE;
    return batch.toBuilder().entries(some).build();
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    var answers = refused.get(context.request().getClass());
    SdkException answer = answers == null ? null : answers.poll();
    if (answer != null) throw answer;
  }

  @Override
  public void beforeUnmarshalling(
      Context.BeforeUnmarshalling context, ExecutionAttributes attributes) {
    Class<?> type = context.request().getClass();
    if (!lost.containsKey(type)) return;
    lost.computeIfPresent(type, (_, left) -> left > 1 ? left - 1 : null);
    Runnable then = whenLost;
    whenLost = () -> {};
    then.run();
    throw RetryableException.create("reply lost");
  }
}
