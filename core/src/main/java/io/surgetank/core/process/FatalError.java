package io.surgetank.core.process;

import java.util.Optional;

/// Errors outside a handler after which the process serves only some requests, so that it must end
/// and be restarted: memory ran out, or a class can never be used again because its initialisation
/// failed, for instance while memory was short, or because its file is gone.
public final class FatalError {
  /// Causes that are examined, against cycles.
  private static final int MAX_CAUSES = 16;

  private FatalError() {}

  /// The fatal error among this one and its causes.
  public static Optional<Error> in(Throwable error) {
    Throwable at = error;
    for (int depth = 0; at != null && depth < MAX_CAUSES; depth++, at = at.getCause())
      if (at instanceof Error fatal && isFatal(fatal)) return Optional.of(fatal);
    return Optional.empty();
  }

  private static boolean isFatal(Error error) {
    return error instanceof OutOfMemoryError
        || error instanceof NoClassDefFoundError
        || error instanceof ExceptionInInitializerError;
  }

  /// Passes a fatal error to the uncaught exception handler of this thread, which ends the process.
  /// Returns whether it was one.
  public static boolean reported(Throwable error) {
    Optional<Error> fatal = in(error);
    fatal.ifPresent(FatalError::report);
    return fatal.isPresent();
  }

  private static void report(Error fatal) {
    Thread here = Thread.currentThread();
    here.getUncaughtExceptionHandler().uncaughtException(here, fatal);
  }
}
