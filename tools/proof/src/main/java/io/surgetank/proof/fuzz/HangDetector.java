package io.surgetank.proof.fuzz;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;

/// Finds an input that takes too long. Measures the CPU time of the thread, which does not pass
/// while other processes use the machine.
final class HangDetector {
  /// Many times what the slowest input takes.
  static final Duration MAX_CPU_TIME = Duration.ofSeconds(20);

  private final Thread thread;
  private final InputRunner runner;
  private long number = -1;
  private long startNanos;

  /// @param thread runs the inputs
  HangDetector(Thread thread, InputRunner runner) {
    this.thread = thread;
    this.runner = runner;
  }

  /// To be called repeatedly: the input that has run for too long since an earlier call.
  Optional<byte[]> hanging() {
    InputRunner.Current current = runner.current();
    long now = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
    if (current.number() != number) {
      number = current.number();
      startNanos = now;
    }
    return now - startNanos > MAX_CPU_TIME.toNanos()
        ? Optional.of(current.input())
        : Optional.empty();
  }
}
