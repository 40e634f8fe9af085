package io.surgetank.http;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Limits how many requests run at once. Writers, readers, operators and metrics scrapers have
/// separate limits, so that a flood of one kind does not block the others. A request takes its
/// permit when it has been read completely: a silent client holds none.
final class ConcurrencyLimiter {
  private static final int WRITERS = 1_024;

  /// Readers may wait for a job to finish, which costs a virtual thread.
  private static final int READERS = 4_096;

  private static final int OPERATORS = 64;
  private static final int SCRAPERS = 16;

  private final Semaphore writers;
  private final Semaphore readers;
  private final Semaphore operators;
  private final Semaphore scrapers = new Semaphore(SCRAPERS);

  ConcurrencyLimiter() {
    this(WRITERS, READERS, OPERATORS);
  }

  ConcurrencyLimiter(int writers, int readers, int operators) {
    this.writers = new Semaphore(writers);
    this.readers = new Semaphore(readers);
    this.operators = new Semaphore(operators);
  }

  /// A permit for this request, released by closing it. Empty when all are taken.
  Optional<Permit> enter(String method, String path) {
    if (isHealth(path)) return Optional.of(() -> {});
    Semaphore semaphore = semaphoreFor(method, path);
    return semaphore.tryAcquire() ? Optional.of(semaphore::release) : Optional.empty();
  }

  /// Health checks are not limited.
  static boolean isHealth(String path) {
    return path.startsWith("/health/");
  }

  private Semaphore semaphoreFor(String method, String path) {
    if (path.startsWith("/ops/")) return operators;
    if (path.equals("/metrics")) return scrapers;
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")
        ? readers
        : writers;
  }

  interface Permit extends AutoCloseable {
    @Override
    void close();
  }
}
