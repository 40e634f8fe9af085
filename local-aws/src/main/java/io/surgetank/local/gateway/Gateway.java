package io.surgetank.local.gateway;

import io.surgetank.local.lambda.Invocation;
import io.surgetank.local.lambda.Invoker;
import io.surgetank.stack.HttpApi;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// What an HTTP API answers to a request, whichever way it comes in.
final class Gateway {
  private final RouteTable routes;
  private final TokenBucket bucket;
  private final Invoker invoker;
  private final Limits limits;

  Gateway(HttpApi api, Limits limits, Invoker invoker, LongSupplier nanoTime) {
    this.routes = new RouteTable(api.routes());
    this.bucket = new TokenBucket(api.throttle(), nanoTime);
    this.invoker = invoker;
    this.limits = limits;
  }

  Limits limits() {
    return limits;
  }

  GatewayReply answer(Arrived request) throws InterruptedException {
    if (!bucket.take()) return GatewayReply.TOO_MANY;
    Optional<RouteTable.Match> match = routes.select(request.method(), request.path());
    if (match.isEmpty()) return GatewayReply.NOT_FOUND;
    var event = GatewayEvent.of(request, match.get());
    String function = match.get().route().function();
    String trace = request.header("x-amzn-trace-id").orElse("");
    // On a thread of its own: API Gateway gives up on it and does not stop it.
    var call = new FutureTask<>(() -> invoker.invoke(function, new Invoker.Call(event, trace)));
    Thread.ofVirtual().name("call-" + function).start(call);
    try {
      return reply(call.get(limits.integration().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException over) {
      return GatewayReply.UNAVAILABLE;
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the call broke", broken.getCause());
    }
  }

  private static GatewayReply reply(Invocation ended) {
    return switch (ended) {
      case Invocation.Answered(var payload) -> GatewayReply.of(payload);
      case Invocation.Failed _, Invocation.Throttled _ -> GatewayReply.BROKEN;
      case Invocation.TimedOut() -> GatewayReply.BROKEN;
    };
  }
}
