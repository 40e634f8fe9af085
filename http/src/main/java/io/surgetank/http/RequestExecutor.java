package io.surgetank.http;

import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/// Runs the handler of each request: on the event loop if the handler does not block, else on a
/// virtual thread. Health checks have a separate thread, which nothing else can block.
final class RequestExecutor implements AutoCloseable {
  /// Larger bodies wait for one another: parsed into a tree they take several times their size.
  private static final int LIGHT_BYTES = 16 * 1024;

  /// One permit per kilobyte.
  private static final int UNIT = 1024;

  private final RequestHandler handler;
  private final BlockingQueue<Runnable> health = new LinkedBlockingQueue<>();
  private final Thread healthThread;
  private final int heavyPermits;
  private final Semaphore heavy;

  /// @param heavyBytes the limit for large bodies processed at once
  RequestExecutor(RequestHandler handler, long heavyBytes) {
    this.handler = handler;
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
      } catch (RuntimeException | Error unexpected) {
        // The thread must not end.
        UncaughtErrors.report(unexpected, "health check failed");
      }
    }
  }

  /// Answers on the calling event loop, if the handler can. The future does not fail.
  Optional<CompletableFuture<Response>> answerAsync(Request request, Executor executor) {
    if (ConcurrencyLimiter.isHealth(request.path())) return Optional.empty();
    try {
      return handler
          .answerAsync(request, executor)
          .map(begun -> begun.exceptionally(RequestExecutor::broken));
    } catch (RuntimeException | Error unexpected) {
      return Optional.of(CompletableFuture.completedFuture(broken(unexpected)));
    }
  }

  private static Response broken(Throwable unexpected) {
    UncaughtErrors.report(unexpected, "request failed");
    return EarlyResponse.BROKEN.response();
  }

  /// Runs `task` on the thread for requests of this path. Returns the thread if it runs only this
  /// task.
  Optional<Thread> start(String path, Runnable task) {
    if (!ConcurrencyLimiter.isHealth(path)) return Optional.of(Thread.startVirtualThread(task));
    health.add(task);
    return Optional.empty();
  }

  /// The handler's response. Throws nothing.
  Response answer(Request request) {
    int length = request.body().length;
    if (length <= LIGHT_BYTES) return handle(request);
    int permits = Math.min(heavyPermits, length / UNIT);
    try {
      heavy.acquire(permits);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return EarlyResponse.BUSY.response();
    }
    try {
      return handle(request);
    } finally {
      heavy.release(permits);
    }
  }

  private Response handle(Request request) {
    try {
      return handler.answer(request);
    } catch (RuntimeException | Error unexpected) {
      return broken(unexpected);
    }
  }

  @Override
  public void close() {
    healthThread.interrupt();
  }
}
