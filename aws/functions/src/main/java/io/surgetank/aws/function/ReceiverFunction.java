package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// The HTTP API behind API Gateway (HTTP API, payload format 2.0). When it is invoked directly with
/// the payload of a job, it submits that to the first pipeline. Every other event fails with an
/// error.
public final class ReceiverFunction implements RequestStreamHandler {
  private final InvocationClock clock;
  private final RequestHandler api;
  private final String directPath;

  public ReceiverFunction() {
    this(SnapStartPriming.before(FunctionWiring.fromEnvironment(), SnapStartPriming::receive));
  }

  ReceiverFunction(FunctionWiring functionWiring) {
    this.clock = functionWiring.clock();
    var awsReadiness = new AwsReadiness(functionWiring);
    this.directPath = functionWiring.pipelines().all().getFirst().intake().path();
    this.api = new CachingRequestHandler(functionWiring.api(), awsReadiness::failures, clock);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    reply.write(
        answer(event.readAllBytes(), Duration.ofMillis(context.getRemainingTimeInMillis())));
  }

  /// @param left the invocation's remaining time
  byte[] answer(byte[] event, Duration left) {
    clock.begin();
    var request =
        XrayHeader.traced(
            PreferWaitLimit.of(ApiGatewayAdapter.read(event, directPath), left),
            XrayHeader.ofInvocation());
    return Json.MAPPER.writeValueAsBytes(ApiGatewayAdapter.reply(api.answer(request)));
  }
}
