package io.surgetank.server;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/// How many requests run at once. Writers, readers and operators have gates of their own, so that a
/// flood at one does not shut out the others.
final class Gates {
  /// Each request holds its body while it runs: this many bodies of ordinary size fit a small heap.
  private static final int WRITERS = 1_024;

  /// Readers may wait for a job's end, at the price of a virtual thread.
  private static final int READERS = 4_096;

  private static final int OPERATORS = 64;

  private final Semaphore writers;
  private final Semaphore readers;
  private final Semaphore operators;

  Gates() {
    this(WRITERS, READERS, OPERATORS);
  }

  Gates(int writers, int readers, int operators) {
    this.writers = new Semaphore(writers);
    this.readers = new Semaphore(readers);
    this.operators = new Semaphore(operators);
  }

  /// A place for this request, to be given back by closing it. Empty when all are taken.
  Optional<Place> enter(String method, String path) {
    Semaphore gate = gateFor(method, path);
    return gate.tryAcquire() ? Optional.of(new Place(gate)) : Optional.empty();
  }

  private Semaphore gateFor(String method, String path) {
    if (path.startsWith("/ops/") || path.startsWith("/health/") || path.equals("/metrics"))
      return operators;
    return method.equals("GET") || method.equals("HEAD") ? readers : writers;
  }

  record Place(Semaphore gate) implements AutoCloseable {
    @Override
    public void close() {
      gate.release();
    }
  }
}
