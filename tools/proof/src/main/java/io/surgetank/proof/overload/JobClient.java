package io.surgetank.proof.overload;

import io.surgetank.bench.clients.ClosedLoopClients;
import io.surgetank.bench.clients.ReceivedResponse;
import java.nio.charset.StandardCharsets;

/// A client that submits a job, waits until it has ended, and submits the next one.
final class JobClient implements ClosedLoopClients.Client {
  private static final int ACCEPTED = 202;

  private final SubmissionRecorder recorder;
  private boolean isWaiting;

  JobClient(SubmissionRecorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public byte[] first() {
    isWaiting = false;
    return bytes(
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(OverloadServer.ORDERS, OfferedLoad.ORDER.length(), OfferedLoad.ORDER));
  }

  @Override
  public byte[] next(ReceivedResponse response, double millis) {
    if (isWaiting) return first();
    recorder.received(response, millis);
    if (response.status() != ACCEPTED) return first();
    isWaiting = true;
    return bytes(
        "GET %s HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=30\r\n\r\n"
            .formatted(response.field("location").orElseThrow()));
  }

  private static byte[] bytes(String request) {
    return request.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void failed() {
    recorder.failed(0);
  }
}
