package io.surgetank.aws.function;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.backend.Clockwork;
import io.surgetank.contract.Samples;
import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Job;
import io.surgetank.job.Status;
import io.surgetank.pipeline.Calls;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.pipeline.Rate;
import io.surgetank.pipeline.Work;
import io.surgetank.work.Handler;
import io.surgetank.work.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/// The pace of calls that know nothing of each other.
@On(Stage.AWS)
@Keeps(Promise.P7)
class PaceTest {
  private static final int PLENTY = 60_000;

  private final List<Instant> begun = new CopyOnWriteArrayList<>();

  @Test
  void between_two_turns_lies_the_gap_and_after_the_last_one_more() throws InterruptedException {
    var clock = new Clockwork();
    var pacer = new Pacer(Duration.ofMillis(200), clock, clock::pass);
    var turns = new ArrayList<Duration>();

    for (int turn = 0; turn < 3; turn++) {
      pacer.take();
      turns.add(Duration.between(Clockwork.START, clock.instant()));
      clock.pass(Duration.ofMillis(turn * 150L));
    }
    pacer.rest(Duration.ofMinutes(1));
    turns.add(Duration.between(Clockwork.START, clock.instant()));

    assertThat(turns).extracting(Duration::toMillis).containsExactly(0L, 200L, 400L, 700L);
  }

  @Test
  void every_attempt_of_a_call_takes_its_time() throws IOException {
    Pipelines pipelines = rated(new Rate(10, Duration.ofSeconds(1), 1));
    Calls calls = Calls.of(pipelines.named(ORDERS).orElseThrow().work());
    assertThat(calls).isEqualTo(new Calls(4, 2, Duration.ofMillis(200)));
    try (var rig = new Rig(pipelines)) {
      for (int i = 0; i < 12; i++) rig.put();
      WorkerFunction worker = worker(rig);
      List<Message> messages = rig.receive();
      Instant before = rig.clock.instant();

      for (int from = 0; from < messages.size(); from += calls.batch())
        Rig.call(worker, rig.event(messages.subList(from, from + calls.batch())), PLENTY);

      assertThat(begun).hasSize(12);
      assertThat(Duration.between(before, rig.clock.instant()))
          .isEqualTo(calls.gap().multipliedBy(12));
    }
  }

  @Test
  void what_its_pace_leaves_no_time_for_comes_again_unbegun() throws IOException {
    try (var rig = new Rig(rated(new Rate(1, Duration.ofSeconds(5), 1)))) {
      var jobs = new ArrayList<Job>();
      for (int i = 0; i < 3; i++) jobs.add(rig.put());
      Instant ends = rig.clock.instant().plusSeconds(25);
      // A pause moves the clock of all lanes at once, so it first waits until the turn before it
      // has read the time left. The function reads it once more before the first turn.
      var reads = new Semaphore(-1);
      Supplier<Duration> left =
          () -> {
            Duration read = Duration.between(rig.clock.instant(), ends);
            reads.release();
            return read;
          };
      WorkerFunction worker =
          rig.worker(
              rig.installation,
              handler(rig),
              time -> {
                reads.acquire();
                rig.clock.pass(time);
              });

      byte[] event = rig.event(rig.receive());
      byte[] reply = worker.work(event, left);

      assertThat(Rig.failures(io.surgetank.json.Json.MAPPER.readTree(reply))).hasSize(1);
      assertThat(begun).hasSize(2);
      assertThat(jobs.stream().map(job -> rig.record(job).status()))
          .containsExactlyInAnyOrder(Status.PROCESSED, Status.PROCESSED, Status.PENDING);
    }
  }

  @Test
  void without_a_rate_nobody_waits() throws IOException {
    try (var rig = new Rig(Samples.PIPELINES)) {
      for (int i = 0; i < 10; i++) rig.put();
      Instant before = rig.clock.instant();

      rig.work(worker(rig), PLENTY);

      assertThat(begun).hasSize(10).containsOnly(before);
      assertThat(rig.clock.instant()).isEqualTo(before);
    }
  }

  private WorkerFunction worker(Rig rig) {
    return rig.worker(handler(rig));
  }

  private Handler handler(Rig rig) {
    return (_, _) -> {
      begun.add(rig.clock.instant());
      return new Outcome.Processed("{}");
    };
  }

  private static Pipelines rated(Rate rate) {
    Pipeline sample = Samples.PIPELINES.named(ORDERS).orElseThrow();
    Work work = sample.work();
    return new Pipelines(
        List.of(
            new Pipeline(
                ORDERS,
                sample.intake(),
                new Work(
                    work.handler(),
                    work.timeout(),
                    work.lease(),
                    work.batch(),
                    work.concurrency(),
                    rate,
                    work.ordering(),
                    work.simulate()),
                sample.retry(),
                sample.retention())));
  }
}
