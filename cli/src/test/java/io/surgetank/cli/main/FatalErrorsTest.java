package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FatalErrorsTest {
  /// Runs out of memory in a separate thread, while others continue.
  static final class Hog {
    private static final List<byte[]> KEPT = new ArrayList<>();

    public static void main(String... arguments) throws InterruptedException {
      FatalErrors.install();
      Thread.ofVirtual().start(Hog::fill);
      Thread.currentThread().join();
    }

    private static void fill() {
      while (true) KEPT.add(new byte[1024 * 1024]);
    }
  }

  @Test
  void an_out_of_memory_error_in_any_thread_ends_the_process_and_is_reported() throws Exception {
    Process process = new ProcessBuilder(JavaCommand.of(Hog.class, "-Xmx32m")).start();

    String output = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isEqualTo(FatalErrors.EXIT_STATUS);
    assertThat(output).startsWith("fatal: out of memory outside a handler.").endsWith("repeats.\n");
  }

  @Test
  void an_out_of_memory_error_is_found_among_the_causes() {
    var halted = new ArrayList<Integer>();
    var output = new ByteArrayOutputStream();
    var errors = new FatalErrors(output, halted::add);

    errors.uncaughtException(
        Thread.currentThread(), new IllegalStateException(new OutOfMemoryError("heap")));

    assertThat(halted).containsExactly(FatalErrors.EXIT_STATUS);
    assertThat(output.toString(StandardCharsets.UTF_8)).contains("out of memory");
  }

  @Test
  void a_class_that_cannot_be_used_ends_the_process_and_is_named_with_its_causes() {
    var halted = new ArrayList<Integer>();
    var output = new ByteArrayOutputStream();
    var error =
        new NoClassDefFoundError("Could not initialize class Buffer")
            .initCause(new IllegalStateException("no memory then"));

    new FatalErrors(output, halted::add).uncaughtException(Thread.currentThread(), error);

    assertThat(halted).containsExactly(FatalErrors.EXIT_STATUS);
    assertThat(output.toString(StandardCharsets.UTF_8))
        .startsWith("fatal: a class cannot be used: NoClassDefFoundError: Could not initialize")
        .contains("class Buffer; caused by IllegalStateException: no memory then. The process")
        .endsWith("Restart it.\n");
  }
}
