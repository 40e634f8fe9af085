package io.surgetank.http;

import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import java.lang.System.Logger;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/// Lets the API answer requests, each on a virtual thread. Requests for the server's health have a
/// thread of their own, which nothing else can keep busy.
final class RequestExecutor implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RequestExecutor.class.getName());

  /// Bodies above this wait for one another: read into a tree they take several times their size.
  private static final int LIGHT_BYTES = 16 * 1024;

  /// A permit for each kilobyte.
  private static final int UNIT = 1024;

  private final RequestHandler requestHandler;
  private final BlockingQueue<Runnable> health = new LinkedBlockingQueue<>();
  private final Thread healthThread;
  private final int heavyPermits;
  private final Semaphore heavy;

  /// @param heavyBytes of large bodies that are worked on at once
  RequestExecutor(RequestHandler requestHandler, long heavyBytes) {
    this.requestHandler = requestHandler;
    this.heavyPermits = (int) Math.max(1, Math.min(Integer.MAX_VALUE, heavyBytes / UNIT));
    this.heavy = new Semaphore(heavyPermits, true);
    this.healthThread = Thread.ofPlatform().daemon().name("http-health").start(this::runHealth);
  }

  private void runHealth() {
    while (true) {
      try {
        health.take().run();
      } catch (InterruptedException closing) {
        return;
      }
    }
  }

  /// Runs `task` where requests of this path run. Gives the thread that is the task's own, if any.
  Optional<Thread> start(String path, Runnable task) {
    if (!ConcurrencyLimiter.isHealth(path)) return Optional.of(Thread.startVirtualThread(task));
    health.add(task);
    return Optional.empty();
  }

  /// What the API answers. Never throws for what happens in it, save when memory is out.
  Response answer(Request request) {
    int length = request.body().length;
    if (length <= LIGHT_BYTES) return asked(request);
    int permits = Math.min(heavyPermits, length / UNIT);
    try {
      heavy.acquire(permits);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return EarlyResponse.BUSY.response();
    }
    try {
      return asked(request);
    } finally {
      heavy.release(permits);
    }
  }

  private Response asked(Request request) {
    try {
      return requestHandler.answer(request);
    } catch (OutOfMemoryError end) {
      throw end;
    } catch (RuntimeException | Error surprise) {
      LOG.log(Logger.Level.ERROR, "a request was not answered", surprise);
      return EarlyResponse.BROKEN.response();
    }
  }

  @Override
  public void close() {
    healthThread.interrupt();
  }
}
