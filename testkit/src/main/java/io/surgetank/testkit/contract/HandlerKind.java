package io.surgetank.testkit.contract;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.job.Status;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.io.IOError;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// All behaviours of a handler, except ending the process, with the job's outcome when every
/// attempt behaves like this.
public enum HandlerKind {
  RETURNS_A_RESULT(Status.PROCESSED, 1, (_, _) -> new Outcome.Processed("{}")),
  RETURNS_WHAT_IS_NO_RESULT(Status.DEAD, 1, (_, _) -> new Outcome.Processed("done!")),
  GIVES_UP(Status.DEAD, 1, (_, _) -> new Outcome.Dead("never")),
  REQUESTS_A_RETRY((_, _) -> new Outcome.Retry(Duration.ZERO, "later")),
  RETURNS_NULL((_, _) -> nothing()),
  THROWS_AN_EXCEPTION((_, _) -> {
    throw new IOException("the carrier does not answer");
  }),
  THROWS_AN_ASSERTION_ERROR((_, _) -> {
    throw new AssertionError("expected 1 but was 2");
  }),
  THROWS_A_CONFIGURATION_ERROR((_, _) -> {
    throw new ServiceConfigurationError("no provider");
  }),
  THROWS_AN_IO_ERROR((_, _) -> {
    throw new IOError(new IOException("disk"));
  }),
  THROWS_A_PLAIN_ERROR((_, _) -> {
    throw new Error();
  }),
  MISSES_A_CLASS((_, _) -> {
    throw new NoClassDefFoundError("com/example/Missing");
  }),
  THROWS_WHAT_IT_DOES_NOT_DECLARE((_, _) -> {
    throw HandlerKind.<RuntimeException>sneaky(new Throwable("neither exception nor error"));
  }),
  USES_UP_MEMORY((_, _) -> new Outcome.Dead("not " + new Object[Integer.MAX_VALUE].length)),
  USES_UP_THE_STACK(HandlerKind::sink),
  THROWS_INTERRUPTED_EXCEPTION((_, _) -> {
    throw new InterruptedException("a library's own");
  }),
  INTERRUPTS_ITSELF_AND_THROWS((_, _) -> {
    Thread.currentThread().interrupt();
    throw new IllegalStateException("closed by interruption");
  }),
  INTERRUPTS_ITSELF_AND_RETURNS(
      Status.PROCESSED,
      1,
      (_, _) -> {
        Thread.currentThread().interrupt();
        return new Outcome.Processed("{}");
      }),
  BLOCKS((_, _) -> {
    new CountDownLatch(1).await();
    return new Outcome.Dead("woken");
  }),
  LOOPS((_, _) -> {
    while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
    return new Outcome.Processed("{}");
  }),
  IGNORES_THAT_ITS_TIME_IS_UP((_, _) -> {
    while (!Thread.interrupted()) LockSupport.parkNanos(1_000_000);
    return new Outcome.Processed("{}");
  }),
  HAS_A_MESSAGE_THAT_THROWS((_, _) -> {
    throw new Hostile(Hostile.Trick.THROW);
  }),
  HAS_A_MESSAGE_THAT_RECURSES((_, _) -> {
    throw new Hostile(Hostile.Trick.RECURSE);
  }),
  HAS_A_MESSAGE_THAT_IS_NO_UNICODE((_, _) -> {
    throw new IOException("half \ud83d of a pair");
  }),
  IS_ITS_OWN_CAUSE_IN_A_CIRCLE((_, _) -> {
    var one = new IllegalStateException();
    one.initCause(new IllegalStateException(null, one));
    throw one;
  }),
  HAS_A_VERY_LONG_MESSAGE((_, _) -> {
    throw new IOException("x".repeat(1_000_000));
  }),
  HAS_NO_NAME((_, _) -> {
    throw new RuntimeException() {
      private static final long serialVersionUID = 1L;
    };
  });

  /// The number of attempts in this contract.
  public static final int ATTEMPTS = 2;

  final Status end;
  final int attempts;

  @SuppressWarnings("ImmutableEnumChecker") // none has a state
  private final Handler handler;

  HandlerKind(Handler failing) {
    this(Status.DEAD, ATTEMPTS, failing);
  }

  HandlerKind(Status end, int attempts, Handler handler) {
    this.end = end;
    this.attempts = attempts;
    this.handler = handler;
  }

  String payload() {
    return "\"" + name() + "\"";
  }

  /// Behaves as the job's payload says.
  static Outcome handle(Job job, Attempt attempt) throws Exception {
    String name = job.payload().substring(1, job.payload().length() - 1);
    return valueOf(name).handler.handle(job, attempt);
  }

  /// Never ends, because every job has a payload.
  private static Outcome sink(Job job, Attempt attempt) {
    return job.payload().isEmpty() ? new Outcome.Dead("never") : sink(job, attempt);
  }

  @SuppressWarnings("NullAway") // what a handler must not do
  private static Outcome nothing() {
    return Objects.requireNonNullElse(null, null);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that is the trick
  private static <T extends Throwable> T sneaky(Throwable any) throws T {
    throw (T) any;
  }

  /// An exception whose methods throw.
  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    enum Trick {
      THROW,
      RECURSE
    }

    private final Trick trick;

    Hostile(Trick trick) {
      this.trick = trick;
    }

    @Override
    public String getMessage() {
      return switch (trick) {
        case THROW -> throw new IllegalStateException("no message", this);
        case RECURSE -> "again: " + getMessage();
      };
    }

    @Override
    public synchronized Throwable getCause() {
      return switch (trick) {
        case THROW -> throw new IllegalStateException(this);
        case RECURSE -> getCause();
      };
    }

    @Override
    public String toString() {
      return getMessage();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw this;
    }
  }
}
