package io.surgetank.aws.function;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.contract.Samples;
import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Job;
import io.surgetank.job.Status;
import io.surgetank.work.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import tools.jackson.databind.JsonNode;

/// The sweeper as its schedule calls it.
@On(Stage.AWS)
@Keeps(Promise.P2)
class SweeperTest {
  private static final int PLENTY = 60_000;

  private static final Duration KEPT = Duration.ofDays(4);

  private final Rig rig = new Rig(Samples.PIPELINES);
  private final SweeperFunction sweeper = new SweeperFunction(rig.installation);

  @AfterEach
  void close() {
    rig.close();
  }

  @BeforeEach
  void tell() {
    rig.faults.tellRetention(KEPT);
  }

  private int sweep() throws IOException {
    JsonNode reply = Rig.call(sweeper, Events.SCHEDULED.getBytes(StandardCharsets.UTF_8), PLENTY);
    return reply.path("sent").intValue();
  }

  @Test
  void what_was_stored_and_never_sent_is_sent_once() throws IOException {
    rig.faults.breakDown(SendMessageBatchRequest.class);
    rig.faults.breakDownAfter(1, TransactWriteItemsRequest.class);
    assertThatThrownBy(rig::put).isInstanceOf(UncheckedIOException.class);
    rig.faults.mend();

    assertThat(sweep()).as("too early").isZero();
    rig.clock.pass(Duration.ofMinutes(2));
    assertThat(sweep()).isEqualTo(1);
    assertThat(sweep()).isZero();
    assertThat(rig.receive()).hasSize(1);
  }

  @Test
  void a_long_queue_gives_it_nothing_to_send() throws IOException {
    for (int i = 0; i < 30; i++) rig.put();

    for (int hour = 0; hour < 95; hour += 19) {
      rig.clock.pass(Duration.ofHours(19));
      assertThat(sweep()).as("after %d hours", hour).isZero();
    }

    assertThat(rig.receive()).hasSize(30);
  }

  @Test
  void a_job_whose_message_is_older_than_its_queue_keeps_it_is_sent_again_once()
      throws IOException {
    var jobs = new ArrayList<Job>(List.of(rig.put(), rig.put()));
    lose();

    rig.clock.pass(KEPT.plusHours(2));
    assertThat(sweep()).isEqualTo(2);
    assertThat(sweep()).isZero();
    rig.clock.pass(KEPT.minusHours(1));
    assertThat(sweep()).isZero();

    assertThat(rig.work(rig.worker((_, _) -> new Outcome.Processed("{}")), PLENTY)).isEmpty();
    assertThat(jobs).allMatch(job -> rig.record(job).status() == Status.PROCESSED);
  }

  @Test
  void a_retry_and_an_attempt_that_nobody_ended_are_reminded_of_too() throws IOException {
    Job retrying = rig.put();
    rig.work(rig.worker((_, _) -> new Outcome.Retry(Duration.ofHours(1), "busy")), PLENTY);
    Job running = rig.put();
    rig.installation.tank().leases().begin(running.id());
    lose();

    rig.clock.pass(KEPT.plusHours(2));
    assertThat(sweep()).isEqualTo(2);

    rig.work(rig.worker((_, _) -> new Outcome.Processed("{}")), PLENTY);
    assertThat(List.of(retrying, running))
        .allMatch(job -> rig.record(job).status() == Status.PROCESSED);
  }

  @Test
  void a_queue_that_does_not_tell_is_taken_to_keep_messages_as_long_as_any_may()
      throws IOException {
    rig.faults.breakDown(GetQueueAttributesRequest.class);
    rig.put();
    lose();

    rig.clock.pass(Duration.ofDays(14));
    assertThat(sweep()).isZero();
    rig.clock.pass(Duration.ofHours(2));
    assertThat(sweep()).isEqualTo(1);
  }

  private void lose() {
    rig.backend.sqs().purgeQueue(request -> request.queueUrl(rig.backend.queues().url(ORDERS)));
  }
}
