package io.surgetank.sqlite;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A write: applied by the writer in its next batch, and awaited by its caller or reported to a
/// future.
///
/// `apply` must return errors of the caller as results: any exception stops the store.
abstract class Write<T> {
  private final Thread caller = Thread.currentThread();
  private @Nullable T result;
  private @Nullable RuntimeException failure;
  private @Nullable CompletableFuture<T> future;
  private volatile boolean over;

  abstract T apply(WriteBatch batch) throws SQLException;

  /// The number of jobs, which counts against the size of a batch.
  int weight() {
    return 1;
  }

  /// Whether it changes only what the commit log has records for. It may be called by the writer
  /// just before [#apply].
  boolean isLoggable() {
    return false;
  }

  /// Whether no caller waits for it, so that it may wait for others of the same group.
  boolean mayBeDelayed() {
    return false;
  }

  /// Whether it waits without a time limit while nothing can be written.
  boolean waitsIndefinitely() {
    return false;
  }

  /// The result after a timeout before anything was written. Empty for a failure.
  Optional<T> resultAfterTimeout() {
    return Optional.empty();
  }

  /// Completes the write without applying it.
  final boolean timeOut() {
    Optional<T> instead = resultAfterTimeout();
    if (instead.isEmpty()) fail(TransactionBeginner.refusal());
    else {
      result = instead.get();
      succeed();
    }
    return true;
  }

  final void run(WriteBatch batch) throws SQLException {
    result = apply(batch);
  }

  final void succeed() {
    over = true;
    if (future == null) LockSupport.unpark(caller);
    else future.complete(Objects.requireNonNull(result));
  }

  final void fail(UncheckedIOException why) {
    failure = why;
    over = true;
    if (future == null) LockSupport.unpark(caller);
    else future.completeExceptionally(why);
  }

  /// Used instead of [#await], before the write is submitted: the writer's thread completes it with
  /// the result once that is durable.
  final CompletableFuture<T> future() {
    var promise = new CompletableFuture<T>();
    future = promise;
    return promise;
  }

  /// The result, once it is durable. An interrupted caller still waits, since it must know whether
  /// it may acknowledge; its interrupt status is restored.
  final T await() {
    boolean interrupted = false;
    while (!over) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) Thread.currentThread().interrupt();
    if (failure != null) throw failure;
    return Objects.requireNonNull(result);
  }
}
