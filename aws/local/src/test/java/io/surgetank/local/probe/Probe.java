package io.surgetank.local.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/// Does what its event, one word and an argument, asks for.
public final class Probe implements RequestStreamHandler {
  private static int calls;

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    calls++;
    String[] asked =
        new String(event.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "").split(" ", 2);
    String answer =
        switch (asked[0]) {
          case "echo" -> asked[1];
          case "count" -> Integer.toString(calls);
          case "pid" -> Long.toString(ProcessHandle.current().pid());
          case "left" -> Integer.toString(context.getRemainingTimeInMillis());
          case "request" -> context.getAwsRequestId();
          case "arn" -> context.getInvokedFunctionArn();
          case "env" -> String.valueOf(System.getenv(asked[1]));
          case "trace" -> System.getProperty("com.amazonaws.xray.traceHeader", "");
          case "say" -> {
            System.out.println(asked[1]);
            yield "said";
          }
          case "throw" -> throw new IllegalStateException(asked[1]);
          case "exit" -> {
            Runtime.getRuntime().halt(Integer.parseInt(asked[1]));
            yield "";
          }
          case "hang" -> {
            while (true) LockSupport.park();
          }
          case "large" -> "x".repeat(Integer.parseInt(asked[1]));
          default -> throw new IllegalArgumentException("cannot " + asked[0]);
        };
    reply.write(answer.getBytes(StandardCharsets.UTF_8));
  }
}
