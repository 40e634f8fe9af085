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

/// Batches of a FIFO queue. The infrastructure asks for batches of one; whoever asks for more loses
/// no order.
@RunsOn(TestedBackend.AWS)
@Verifies(Promise.P9)
class OrderedFunctionsTest {
  private static final int PLENTY = 60_000;

  private final FunctionHarness functionHarness = new FunctionHarness(SamplePipelines.ORDERED);
  private final List<Job> begun = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    functionHarness.close();
  }

  @Test
  void of_one_key_a_batch_is_worked_one_after_another() throws IOException {
    var jobs = new ArrayList<Job>();
    for (int i = 0; i < 10; i++) jobs.add(functionHarness.putFor("a"));

    List<String> again =
        functionHarness.work(functionHarness.worker((job, _) -> processed(job)), PLENTY);

    assertThat(again).isEmpty();
    assertThat(begun).isEqualTo(jobs);
  }

  @Test
  void what_is_behind_a_retry_is_not_begun_and_other_keys_go_on() throws IOException {
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
    List<String> again =
        FunctionHarness.failures(
            FunctionHarness.call(worker, functionHarness.event(batch), PLENTY));

    assertThat(again)
        .containsExactlyElementsOf(
            batch.stream()
                .filter(message -> !message.body().contains(other.id().toString()))
                .map(Message::messageId)
                .toList());
    assertThat(begun).containsExactly(other);
    assertThat(functionHarness.record(second).status()).isEqualTo(Status.PENDING);

    assertThat(functionHarness.receive()).as("its key waits for the retry").isEmpty();
    functionHarness.clock.pass(Duration.ofMinutes(2));
    functionHarness.work(worker, PLENTY);

    assertThat(begun).containsExactly(other, first, second);
  }

  @Test
  void a_job_that_was_accepted_without_a_key_waits_for_nobody() throws IOException {
    Job keyless = functionHarness.put();

    functionHarness.work(functionHarness.worker((job, _) -> processed(job)), PLENTY);

    assertThat(begun).containsExactly(keyless);
  }

  private Outcome processed(Job job) {
    begun.add(job);
    return new Outcome.Processed("{}");
  }
}
