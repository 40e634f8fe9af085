package io.surgetank.local.gateway;

import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.local.lambda.InvocationResult;
import io.surgetank.local.lambda.Invoker;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Routes a request, invokes the function and returns its response.
final class HttpApiGateway {
  private final RouteTable routes;
  private final ThrottleBucket bucket;
  private final Invoker invoker;
  private final HttpApiLimits httpApiLimits;

  HttpApiGateway(HttpApi api, HttpApiLimits httpApiLimits, Invoker invoker, LongSupplier nanoTime) {
    this.routes = new RouteTable(api.routes());
    this.bucket = new ThrottleBucket(api.throttle(), nanoTime);
    this.invoker = invoker;
    this.httpApiLimits = httpApiLimits;
  }

  HttpApiLimits limits() {
    return httpApiLimits;
  }

  boolean hasRoute(String method, String path) {
    return routes.select(method, path).isPresent();
  }

  GatewayResponse answer(HttpApiRequest request) throws InterruptedException {
    if (!bucket.tryAcquire()) return GatewayResponse.TOO_MANY;
    Optional<RouteTable.Match> match = routes.select(request.method(), request.path());
    if (match.isEmpty()) return GatewayResponse.NOT_FOUND;
    var event = GatewayEvent.of(request, match.get());
    String function = match.get().route().function().name();
    String trace = request.header("x-amzn-trace-id").orElse("");
    // In another thread: after its timeout API Gateway does not stop the function.
    var call = new FutureTask<>(() -> invoker.invoke(function, new Invoker.Call(event, trace)));
    Thread.ofVirtual().name("call-" + function).start(call);
    try {
      return reply(call.get(httpApiLimits.integration().toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException over) {
      return GatewayResponse.UNAVAILABLE;
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the invocation failed", broken.getCause());
    }
  }

  private static GatewayResponse reply(InvocationResult ended) {
    return switch (ended) {
      case InvocationResult.Returned(var payload) -> GatewayResponse.of(payload);
      case InvocationResult.Failed _, InvocationResult.Throttled _ -> GatewayResponse.SERVER_ERROR;
      case InvocationResult.TimedOut() -> GatewayResponse.SERVER_ERROR;
    };
  }
}
