package io.surgetank.sqlite;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Something to be written: applied by the writer in its next group, awaited by whoever asked for
/// it, or reported to a future.
///
/// `apply` decides before it writes and throws nothing for what a caller may do wrong: whatever it
/// throws stops the store.
abstract class Write<T> {
  private final Thread caller = Thread.currentThread();
  private @Nullable T result;
  private @Nullable RuntimeException failure;
  private @Nullable CompletableFuture<T> future;
  private volatile boolean over;

  abstract T apply(WriteBatch writeBatch) throws SQLException;

  /// How many jobs it is about, which is how much of a group it takes.
  int weight() {
    return 1;
  }

  /// True when it waits as long as it takes while nothing can be written.
  boolean isPatient() {
    return false;
  }

  /// What it comes to when it was given up before anything was written. Empty: a failure.
  Optional<T> givenUp() {
    return Optional.empty();
  }

  /// Answers the callers that wait, since nothing can be written for now.
  final boolean giveUp() {
    Optional<T> instead = givenUp();
    if (instead.isEmpty()) fail(TransactionStart.refusal());
    else {
      result = instead.get();
      succeed();
    }
    return true;
  }

  final void run(WriteBatch writeBatch) throws SQLException {
    result = apply(writeBatch);
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

  /// What came of it, once it is durable. An interrupted caller waits all the same: it must know
  /// whether it may acknowledge; the interruption is kept for what it does next.
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
