package io.surgetank.cli.server;

import io.surgetank.core.lifecycle.Closer;
import java.lang.System.Logger;
import java.util.List;
import java.util.concurrent.Executors;

/// Closers that log what cannot be closed.
public final class Closers {
  private static final Logger LOG = System.getLogger(Closers.class.getName());

  private Closers() {}

  public static Closer logging() {
    return new Closer(
        unclosed -> LOG.log(Logger.Level.WARNING, "cannot close a resource", unclosed));
  }

  /// Closes resources that take time concurrently.
  public static AutoCloseable together(List<AutoCloseable> parts) {
    return () -> {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (AutoCloseable part : parts) {
          Closer closer = logging();
          closer.add(part);
          threads.execute(closer::close);
        }
      }
    };
  }
}
