package io.surgetank.local.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/// Executes its event, a command and an argument.
public final class Probe implements RequestStreamHandler {
  private static int calls;

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context)
      throws IOException {
    calls++;
    String[] command =
        new String(event.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "").split(" ", 2);
    String result =
        switch (command[0]) {
          case "echo" -> command[1];
          case "count" -> Integer.toString(calls);
          case "pid" -> Long.toString(ProcessHandle.current().pid());
          case "left" -> Integer.toString(context.getRemainingTimeInMillis());
          case "request" -> context.getAwsRequestId();
          case "arn" -> context.getInvokedFunctionArn();
          case "env" -> String.valueOf(System.getenv(command[1]));
          case "trace" -> System.getProperty("com.amazonaws.xray.traceHeader", "");
          case "print" -> {
            System.out.println(command[1]);
            yield "printed";
          }
          case "throw" -> throw new IllegalStateException(command[1]);
          case "exit" -> {
            Runtime.getRuntime().halt(Integer.parseInt(command[1]));
            yield "";
          }
          case "hang" -> {
            while (true) LockSupport.park();
          }
          case "large" -> "x".repeat(Integer.parseInt(command[1]));
          default -> throw new IllegalArgumentException("unknown command: " + command[0]);
        };
    reply.write(result.getBytes(StandardCharsets.UTF_8));
  }
}
