package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.Status;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/// Batches of a FIFO queue. The stack configures a batch size of one; larger batches keep the order
/// as well.
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P9)
class OrderedFunctionsTest {
  private static final int PLENTY = 60_000;

  private final FunctionHarness functionHarness = new FunctionHarness(SamplePipelines.ORDERED);
  private final List<Job> started = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    functionHarness.close();
  }

  @Test
  void the_jobs_of_a_key_are_processed_in_order() throws IOException {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 10; i++) jobs.add(functionHarness.putFor("a"));

    List<String> failures =
        functionHarness.process(functionHarness.worker((job, _) -> processed(job)), PLENTY);

    assertThat(failures).isEmpty();
    assertThat(started).isEqualTo(jobs);
  }

  @Test
  void jobs_after_a_retry_wait_and_other_keys_continue() throws IOException {
    Job first = functionHarness.putFor("a");
    Job second = functionHarness.putFor("a");
    Job other = functionHarness.putFor("b");
    List<Message> batch = functionHarness.receive();
    assertThat(batch).hasSize(3);

    WorkerFunction worker =
        functionHarness.worker((job, attempt) ->
            job.equals(first) && attempt.number() == 1
                ? new Outcome.Retry(Duration.ofSeconds(10), "busy")
                : processed(job));
    List<String> failures =
        FunctionHarness.failures(
            FunctionHarness.call(worker, functionHarness.event(batch), PLENTY));

    assertThat(failures)
        .containsExactlyElementsOf(
            batch.stream()
                .filter(message -> !message.body().contains(other.id().toString()))
                .map(Message::messageId)
                .toList());
    assertThat(started).containsExactly(other);
    assertThat(functionHarness.record(second).status()).isEqualTo(Status.PENDING);

    assertThat(functionHarness.receive()).as("its key waits for the retry").isEmpty();
    functionHarness.clock.pass(Duration.ofMinutes(7));
    functionHarness.process(worker, PLENTY);

    assertThat(started).containsExactly(other, first, second);
  }

  @Test
  void a_job_without_a_key_waits_for_no_other() throws IOException {
    Job keyless = functionHarness.put();

    functionHarness.process(functionHarness.worker((job, _) -> processed(job)), PLENTY);

    assertThat(started).containsExactly(keyless);
  }

  private Outcome processed(Job job) {
    started.add(job);
    return new Outcome.Processed("{}");
  }
}
