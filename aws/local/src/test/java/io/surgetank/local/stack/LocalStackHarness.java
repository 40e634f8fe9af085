package io.surgetank.local.stack;

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

/// Runs the functions of a stack that a tool deployed to the stand-in for an account: the zip that
/// was uploaded, in the stack that stands. A change that changes neither disturbs nobody.
public final class LocalStackHarness implements Host, AutoCloseable {
  private final Path temp;
  private Optional<Deployed> deployed = Optional.empty();

  public LocalStackHarness(Path temp) {
    this.temp = temp;
  }

  public synchronized Deployed deployed() {
    return deployed.orElseThrow();
  }

  /// Where the stack's queues are.
  public URI sqs() {
    return deployed().aws.endpoints().sqs();
  }

  /// Where the stack's table is.
  public URI dynamo() {
    return deployed().aws.endpoints().dynamo();
  }

  /// Whether anything runs.
  public synchronized boolean isRunning() {
    return deployed.isPresent();
  }

  /// Where the API of this stack is, which runs from now on if it did not.
  public synchronized URI running(Supplier<Stack> stack) {
    if (deployed.isEmpty())
      try {
        deployed = Optional.of(Deployed.standing(temp, stack.get()));
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(hurried);
      }
    return URI.create(deployed().aws.url());
  }

  @Override
  public synchronized String stands(Put next, Buckets buckets) {
    Path zip = temp.resolve("uploaded.zip");
    byte[] code = buckets.object(next.bucket(), next.key());
    try {
      boolean isAsItWas =
          deployed.isPresent()
              && deployed().stack.equals(next.stack())
              && Arrays.equals(Files.readAllBytes(zip), code);
      if (isAsItWas) return deployed().aws.url();
      close();
      Files.write(zip, code);
      deployed = Optional.of(Deployed.standing(temp, next.stack(), zip));
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(hurried);
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
