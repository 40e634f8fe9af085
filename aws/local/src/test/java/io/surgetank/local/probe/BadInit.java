package io.surgetank.local.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/// Fails its initialization as `HOW` says.
public final class BadInit implements RequestStreamHandler {
  public BadInit() {
    switch (String.valueOf(System.getenv("HOW"))) {
      case "throw" -> throw new IllegalStateException("no settings");
      case "exit" -> Runtime.getRuntime().halt(7);
      default -> {
        while (true) LockSupport.park();
      }
    }
  }

  @Override
  public void handleRequest(InputStream event, OutputStream reply, Context context) {}
}
