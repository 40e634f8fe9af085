package io.surgetank.aws.local;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/// What may go wrong between us and AWS, switched on by tests.
public final class Faults implements ExecutionInterceptor {
  private final Set<Class<?>> down = ConcurrentHashMap.newKeySet();
  private final Set<Class<?>> lost = ConcurrentHashMap.newKeySet();
  private volatile int kept = Integer.MAX_VALUE;

  /// From now on, requests of this type do not reach AWS.
  public void breakDown(Class<? extends SdkRequest> type) {
    down.add(type);
  }

  /// Everything works again.
  public void mend() {
    down.clear();
  }

  /// The reply to the next request of this type is lost: what it did is done.
  public void loseOneReply(Class<? extends SdkRequest> type) {
    lost.add(type);
  }

  /// Whether every reply that was to be lost was lost.
  public boolean allAreLost() {
    return lost.isEmpty();
  }

  /// Of the next batch that is sent, only so many messages are taken.
  public void takeOnly(int messages) {
    kept = messages;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (down.contains(context.request().getClass())) throw SdkClientException.create("down");
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    if (!(context.request() instanceof SendMessageBatchRequest batch)) return context.request();
    int few = Math.min(kept, batch.entries().size());
    kept = Integer.MAX_VALUE;
    return batch.toBuilder().entries(batch.entries().subList(0, few)).build();
  }

  @Override
  public void beforeUnmarshalling(
      Context.BeforeUnmarshalling context, ExecutionAttributes attributes) {
    if (lost.remove(context.request().getClass())) throw RetryableException.create("reply lost");
  }
}
