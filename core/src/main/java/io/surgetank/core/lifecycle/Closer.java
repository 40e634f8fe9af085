package io.surgetank.core.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Closes resources in reverse order of opening. Closing twice has no further effect.
public final class Closer implements AutoCloseable {
  private final Consumer<Exception> failures;

  /// Guarded by `this`.
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /// @param failures is given each exception of a resource that cannot be closed
  public Closer(Consumer<Exception> failures) {
    this.failures = failures;
  }

  public synchronized <T extends AutoCloseable> T add(T part) {
    opened.push(part);
    return part;
  }

  /// Closes all; a resource that fails to close does not keep the others open.
  @Override
  public synchronized void close() {
    while (!opened.isEmpty())
      try {
        opened.pop().close();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      } catch (Exception unclosed) {
        failures.accept(unclosed);
      }
  }
}
