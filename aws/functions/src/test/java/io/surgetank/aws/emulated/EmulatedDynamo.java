package io.surgetank.aws.emulated;

import io.surgetank.emulator.LoopbackDynamo;
import java.net.URI;

/// One DynamoDB Local for all tests of the JVM; each test uses another table.
public final class EmulatedDynamo {
  private static final URI ENDPOINT = start();

  private EmulatedDynamo() {}

  public static URI endpoint() {
    return ENDPOINT;
  }

  private static URI start() {
    try {
      return URI.create("http://127.0.0.1:" + LoopbackDynamo.start().port());
    } catch (Exception failed) {
      throw new IllegalStateException("DynamoDB Local did not start", failed);
    }
  }
}
