package io.surgetank.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FatalErrorTest {
  @Test
  void memory_and_unusable_classes_are_fatal_also_as_a_cause() {
    var memory = new OutOfMemoryError("heap");
    var unusable = new NoClassDefFoundError("Could not initialize class Buffer");
    var uninitialised = new ExceptionInInitializerError(new IllegalStateException());

    assertThat(FatalError.in(memory)).containsSame(memory);
    assertThat(FatalError.in(unusable)).containsSame(unusable);
    assertThat(FatalError.in(uninitialised)).containsSame(uninitialised);
    assertThat(FatalError.in(new IllegalStateException(unusable))).containsSame(unusable);
  }

  @Test
  void other_errors_are_not() {
    assertThat(FatalError.in(new StackOverflowError())).isEmpty();
    assertThat(FatalError.in(new AssertionError("x"))).isEmpty();
    assertThat(FatalError.in(new NoSuchMethodError("x"))).isEmpty();
    assertThat(FatalError.in(new IllegalStateException("x"))).isEmpty();
  }

  @Test
  void a_cycle_of_causes_ends() {
    var first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));

    assertThat(FatalError.in(first)).isEmpty();
  }

  @Test
  void only_a_fatal_error_reaches_the_threads_uncaught_exception_handler() throws Exception {
    List<Throwable> uncaught = new ArrayList<>();
    List<Boolean> reported = new ArrayList<>();
    var fatal = new NoClassDefFoundError("x");
    Thread thread =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((_, error) -> uncaught.add(error))
            .start(() -> {
              reported.add(FatalError.reported(new IllegalStateException("x")));
              reported.add(FatalError.reported(new IllegalStateException(fatal)));
            });
    thread.join();

    assertThat(reported).containsExactly(false, true);
    assertThat(uncaught).containsExactly(fatal);
  }
}
