package io.surgetank.cli.server;

import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;

/// Closes resources in reverse order of opening. Closing twice has no further effect.
public final class Closer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Closer.class.getName());

  /// Guarded by `this`.
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  public synchronized <T extends AutoCloseable> T add(T part) {
    opened.push(part);
    return part;
  }

  /// Closes all; a resource that fails to close does not keep the others open.
  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) closeQuietly(opened.pop());
  }

  /// Closes resources that take time concurrently.
  public static AutoCloseable together(List<AutoCloseable> parts) {
    return () -> {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        parts.forEach(part -> threads.execute(() -> closeQuietly(part)));
      }
    };
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (Exception unclosed) {
      LOG.log(Logger.Level.WARNING, "cannot close a resource", unclosed);
    }
  }
}
