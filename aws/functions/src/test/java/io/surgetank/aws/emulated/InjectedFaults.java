package io.surgetank.aws.emulated;

import java.time.Duration;
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

/// What may go wrong between us and AWS, switched on by tests.
public final class InjectedFaults implements ExecutionInterceptor {
  private final Map<Class<?>, Integer> down = new ConcurrentHashMap<>();
  private final Map<Class<?>, Integer> lost = new ConcurrentHashMap<>();
  private final Map<Class<?>, Queue<SdkException>> refused = new ConcurrentHashMap<>();
  private final Set<String> untaken = ConcurrentHashMap.newKeySet();
  private volatile Runnable whenLost = () -> {};
  private volatile String retention = "";
  private volatile int kept = Integer.MAX_VALUE;

  /// From now on, requests of this type do not reach AWS.
  public void breakDown(Class<? extends SdkRequest> type) {
    breakDownAfter(0, type);
  }

  /// So many requests of this type reach AWS, and no more.
  public void breakDownAfter(int requests, Class<? extends SdkRequest> type) {
    down.put(type, requests);
  }

  /// Everything works again.
  public void mend() {
    down.clear();
    lost.clear();
    refused.clear();
    untaken.clear();
  }

  /// The reply to the next request of this type is lost: what it did is done.
  public void loseOneReply(Class<? extends SdkRequest> type) {
    lost.put(type, 1);
  }

  /// No reply to a request of this type comes back. `then` happens after the first.
  public void loseReplies(Class<? extends SdkRequest> type, Runnable then) {
    lost.put(type, Integer.MAX_VALUE);
    whenLost = then;
  }

  /// Whether every reply that was to be lost was lost.
  public boolean allAreLost() {
    return lost.isEmpty();
  }

  /// The next tries of this type are refused, each with the next of these.
  public void refuse(Class<? extends SdkRequest> type, SdkException... answers) {
    refused.put(type, new ConcurrentLinkedQueue<>(List.of(answers)));
  }

  /// Whether every refusal was met.
  public boolean allAreRefused() {
    return refused.values().stream().allMatch(Queue::isEmpty);
  }

  /// Of the next batch that is sent, only so many messages are taken.
  public void takeOnly(int messages) {
    kept = messages;
  }

  /// The entry of this name is taken from no batch.
  public void neverTake(String entry) {
    untaken.add(entry);
  }

  /// What every queue says of how long it keeps a message: ElasticMQ says nothing.
  public void tellRetention(Duration kept) {
    retention = Long.toString(kept.toSeconds());
  }

  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    if (!(context.response() instanceof GetQueueAttributesResponse) || retention.isEmpty())
      return context.response();
    return GetQueueAttributesResponse.builder()
        .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, retention))
        .build();
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
            .filter(entry -> !untaken.contains(entry.id()))
            .limit(kept)
            .toList();
    kept = Integer.MAX_VALUE;
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
