package io.surgetank.http;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/// How many requests run at once. Writers, readers, operators and what scrapes metrics have gates
/// of their own, so that a flood at one does not shut out the others. Entered when the request is
/// whole and its head was admitted: a client that is silent holds no place.
final class ConcurrencyLimiter {
  private static final int WRITERS = 1_024;

  /// Readers may wait for a job's end, at the price of a virtual thread.
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

  /// A place for this request, to be given back by closing it. Empty when all are taken.
  Optional<Permit> enter(String method, String path) {
    if (isHealth(path)) return Optional.of(() -> {});
    Semaphore gate = gateFor(method, path);
    return gate.tryAcquire() ? Optional.of(gate::release) : Optional.empty();
  }

  /// What tells whether the server lives is outside every gate.
  static boolean isHealth(String path) {
    return path.startsWith("/health/");
  }

  private Semaphore gateFor(String method, String path) {
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
