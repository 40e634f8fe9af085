package io.surgetank.aws.function;

import static io.surgetank.contract.Samples.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.contract.Samples;
import io.surgetank.descriptor.DefaultDescriptor;
import io.surgetank.pipeline.Pipelines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private final List<String> lines = new ArrayList<>();
  private final Rig rig = new Rig(Samples.PIPELINES);

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void a_submission_is_rehearsed_to_its_acceptance() {
    assertThat(played(DefaultDescriptor.pipelines(), Rehearsal::receive))
        .contains("\"statusCode\":202");
  }

  @Test
  void a_batch_is_rehearsed_until_its_message_is_done_with() {
    assertThat(played(Samples.PIPELINES, Rehearsal::work)).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void a_dead_letter_is_rehearsed_until_its_message_is_done_with() {
    assertThat(played(Samples.PIPELINES, Rehearsal::bury)).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void a_sweep_is_rehearsed_and_finds_nothing() {
    assertThat(played(Samples.PIPELINES, Rehearsal::sweep)).contains("\"sent\":0");
  }

  @Test
  void no_rehearsal_touches_the_table_or_the_queue_or_says_a_word() {
    played(Samples.PIPELINES, Rehearsal::receive);
    played(Samples.PIPELINES, Rehearsal::work);
    played(Samples.PIPELINES, Rehearsal::bury);
    played(Samples.PIPELINES, Rehearsal::sweep);

    assertThat(rig.installation.tank().ledger().audit().records()).isZero();
    assertThat(rig.installation.tank().ledger().tallies().get(ORDERS).received()).isZero();
    assertThat(rig.receive()).isEmpty();
    assertThat(lines).isEmpty();
  }

  @Test
  void a_start_goes_on_when_its_rehearsal_goes_wrong_and_the_log_tells_why() {
    Installation real = installation(Samples.PIPELINES);

    Installation after =
        Rehearsal.before(
            real,
            _ -> {
              throw new IllegalStateException("stage fright");
            });

    assertThat(after).isSameAs(real);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).contains("Unrehearsed", "stage fright");
  }

  private String played(Pipelines pipelines, Function<Rehearsal, byte[]> play) {
    var said = new AtomicReference<byte[]>();
    Rehearsal.before(installation(pipelines), rehearsal -> said.set(play.apply(rehearsal)));
    assertThat(lines).isEmpty();
    return new String(Objects.requireNonNull(said.get()), StandardCharsets.UTF_8);
  }

  private Installation installation(Pipelines pipelines) {
    return Installation.of(
        rig.installation.settings(),
        pipelines,
        new Clients(rig.backend.dynamo(), rig.backend.sqs()),
        new JsonLog("test", rig.clock, lines::add));
  }
}
