package io.surgetank.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.Trace;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.store.Submission;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.memory.MemoryEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class LinuxThreadPriorityTest {
  private final int normal = nice(Path.of("/proc/thread-self/stat"));
  private final int lowered =
      Math.min(LinuxThreadPriority.LOWEST, normal + LinuxThreadPriority.LOWER_BY);

  @Test
  void only_the_thread_that_computes_for_long_is_lowered_and_no_later_attempt_runs_on_it()
      throws Exception {
    Pipeline pipeline = SamplePipelines.PIPELINES.all().getFirst();
    var engine = new MemoryEngine(SamplePipelines.PIPELINES, new TestClock(), _ -> {});
    List<Thread> threads = new CopyOnWriteArrayList<>();
    List<Integer> niceAtStart = new CopyOnWriteArrayList<>();
    var firstLowered = new CountDownLatch(1);
    var secondEnded = new CountDownLatch(1);
    var handler =
        new HandlerRunner(
            pipeline,
            (_, _) -> {
              threads.add(Thread.currentThread());
              niceAtStart.add(nice(Path.of("/proc/thread-self/stat")));
              if (threads.size() > 1) secondEnded.countDown();
              else while (nice(Path.of("/proc/thread-self/stat")) != lowered) Thread.onSpinWait();
              firstLowered.countDown();
              return new Outcome.Processed("{}");
            },
            new Random(1));
    var pool = new WorkerPool(engine.queue(), List.of(handler), System::nanoTime);
    var ids = new JobIds(new TestClock(), new Random(1));

    pool.start();
    put(engine, ids);
    firstLowered.await();
    put(engine, ids);
    secondEnded.await();

    assertThat(pool.stop(Duration.ofSeconds(30))).isTrue();
    assertThat(niceAtStart).containsExactly(normal, normal);
    assertThat(threads).doesNotHaveDuplicates();
    threads.getFirst().join();
    assertThat(niceOfAll()).containsOnly(normal);
  }

  private static void put(MemoryEngine engine, JobIds ids) {
    var id = ids.next();
    var job = new Job(id, SamplePipelines.ORDERS, "{}", Trace.of(id));
    assertThat(engine.jobs().put(List.of(Submission.withoutKeys(job)))).hasSize(1);
  }

  private static List<Integer> niceOfAll() throws IOException {
    var all = new ArrayList<Integer>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : threads.toList()) {
        try {
          all.add(nice(thread.resolve("stat")));
        } catch (UncheckedIOException ended) {
          if (!(ended.getCause() instanceof NoSuchFileException)) throw ended;
        }
      }
    }
    return all;
  }

  /// The 19th field of proc(5); the second is a name in parentheses.
  private static int nice(Path stat) {
    try {
      String text = Files.readString(stat);
      String[] fromThird = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return Integer.parseInt(fromThird[19 - 3]);
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }
}
