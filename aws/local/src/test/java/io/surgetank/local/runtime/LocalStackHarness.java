package io.surgetank.local.runtime;

import io.surgetank.deploy.infra.account.Buckets;
import io.surgetank.deploy.infra.account.Host;
import io.surgetank.deploy.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs the stack that a tool deployed to the emulated account, with the uploaded zip. An update
/// that changes neither does not restart it.
public final class LocalStackHarness implements Host, AutoCloseable {
  private final Path temp;
  private Optional<Deployed> deployed = Optional.empty();

  public LocalStackHarness(Path temp) {
    this.temp = temp;
  }

  public synchronized Deployed deployed() {
    return deployed.orElseThrow();
  }

  /// The endpoint of the stack's queues.
  public URI sqs() {
    return deployed().aws.endpoints().sqs();
  }

  /// The endpoint of the stack's table.
  public URI dynamo() {
    return deployed().aws.endpoints().dynamo();
  }

  /// Whether a stack is running.
  public synchronized boolean isRunning() {
    return deployed.isPresent();
  }

  /// The URL of the stack's API; starts the stack if it is not running.
  public synchronized URI running(Supplier<Stack> stack) {
    if (deployed.isEmpty())
      try {
        deployed = Optional.of(Deployed.of(temp, stack.get()));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    return URI.create(deployed().aws.url());
  }

  @Override
  public synchronized String stands(Put next, Buckets buckets) {
    Path zip = temp.resolve("uploaded.zip");
    byte[] code = buckets.object(next.bucket(), next.key());
    try {
      boolean unchanged =
          deployed.isPresent()
              && deployed().stack.equals(next.stack())
              && Arrays.equals(Files.readAllBytes(zip), code);
      if (unchanged) return deployed().aws.url();
      close();
      Files.write(zip, code);
      deployed = Optional.of(Deployed.of(temp, next.stack(), zip));
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    return deployed().aws.url();
  }

  @Override
  public void isGone(String name) {
    close();
  }

  @Override
  public synchronized void close() {
    deployed.ifPresent(Deployed::close);
    deployed = Optional.empty();
  }
}
