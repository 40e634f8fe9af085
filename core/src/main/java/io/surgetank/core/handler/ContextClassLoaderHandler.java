package io.surgetank.core.handler;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.util.concurrent.Callable;

/// A handler of the user's, run with the class loader that has its classes as the thread's context
/// class loader: that is where [java.util.ServiceLoader], JAXB, JNDI and the like look for theirs.
record ContextClassLoaderHandler(Handler inner, ClassLoader loader) implements Handler {
  @Override
  public Outcome handle(Job job, Attempt attempt) throws Exception {
    return in(loader, () -> inner.handle(job, attempt));
  }

  /// Whatever the call does to the thread's context class loader is undone after it.
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
