package io.surgetank.core.handler;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.util.concurrent.Callable;

/// Runs a user's handler with its class loader as the thread's context class loader, in which
/// [java.util.ServiceLoader], JAXB, JNDI and the like look for classes.
record ContextClassLoaderHandler(Handler inner, ClassLoader loader) implements Handler {
  @Override
  public Outcome handle(Job job, Attempt attempt) throws Exception {
    return in(loader, () -> inner.handle(job, attempt));
  }

  /// Restores the thread's context class loader after the call.
  static <T> T in(ClassLoader loader, Callable<T> call) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return call.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
