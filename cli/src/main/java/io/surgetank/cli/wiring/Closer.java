package io.surgetank.cli.wiring;

import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;

/// What has been opened so far, closed in the opposite order. Closing twice does nothing more.
public final class Closer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Closer.class.getName());

  /// Guarded by this.
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  public synchronized <T extends AutoCloseable> T add(T part) {
    opened.push(part);
    return part;
  }

  /// Closes all, one after the other; a part that will not close does not keep the others open.
  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) closeQuietly(opened.pop());
  }

  /// Parts that take their time to close and do so at the same time.
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
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (Exception unclosed) {
      LOG.log(Logger.Level.WARNING, "not closed in good order", unclosed);
    }
  }
}
