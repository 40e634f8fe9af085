package io.surgetank.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The least that a Lambda function can be: what a cold start costs with nothing in it.
public final class HelloFunction {
  /// Answers the same to everything.
  public void handle(InputStream event, OutputStream answer) throws IOException {
    var _ = event.readAllBytes();
    answer.write("\"hello\"".getBytes(StandardCharsets.UTF_8));
  }
}
