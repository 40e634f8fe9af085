package io.surgetank.aws.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.api.Front;
import io.surgetank.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The HTTP API behind API Gateway (HTTP API, payload 2.0), or called directly with a bare body.
public final class ReceiverFunction implements RequestStreamHandler {
  private final Front api;
  private final String directPath;

  public ReceiverFunction() {
    this(Rehearsal.before(Installation.fromEnvironment(), Rehearsal::receive));
  }

  ReceiverFunction(Installation installation) {
    this.api = installation.api();
    this.directPath = installation.pipelines().all().getFirst().intake().path();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    reply.write(answer(event.readAllBytes()));
  }

  byte[] answer(byte[] event) {
    var request =
        XrayHeader.traced(GatewayRequest.read(event, directPath), XrayHeader.ofInvocation());
    return Json.MAPPER.writeValueAsBytes(GatewayRequest.reply(api.answer(request)));
  }
}
