package io.surgetank.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A minimal Lambda function, to measure the cold start of an empty function.
public final class HelloFunction {
  /// Always returns the same.
  public void handle(InputStream event, OutputStream response) throws IOException {
    var _ = event.readAllBytes();
    response.write("\"hello\"".getBytes(StandardCharsets.UTF_8));
  }
}
