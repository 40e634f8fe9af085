package io.surgetank.aws.function;

import static io.surgetank.testkit.contract.SamplePipelines.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapStartPrimingTest {
  private final List<String> lines = new ArrayList<>();
  private final FunctionHarness functionHarness = new FunctionHarness(SamplePipelines.PIPELINES);

  @AfterEach
  void close() {
    functionHarness.close();
  }

  @Test
  void a_submission_is_rehearsed_to_its_acceptance() {
    assertThat(played(DefaultConfiguration.pipelines(), SnapStartPriming::receive))
        .contains("\"statusCode\":202");
  }

  @Test
  void a_batch_is_rehearsed_until_its_message_is_done_with() {
    assertThat(played(SamplePipelines.PIPELINES, SnapStartPriming::work))
        .isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void a_dead_letter_is_rehearsed_until_its_message_is_done_with() {
    assertThat(played(SamplePipelines.PIPELINES, SnapStartPriming::bury))
        .isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void a_sweep_is_rehearsed_and_finds_nothing() {
    assertThat(played(SamplePipelines.PIPELINES, SnapStartPriming::sweep)).contains("\"sent\":0");
  }

  @Test
  void no_rehearsal_touches_the_table_or_the_queue_or_says_a_word() {
    played(SamplePipelines.PIPELINES, SnapStartPriming::receive);
    played(SamplePipelines.PIPELINES, SnapStartPriming::work);
    played(SamplePipelines.PIPELINES, SnapStartPriming::bury);
    played(SamplePipelines.PIPELINES, SnapStartPriming::sweep);

    assertThat(functionHarness.functionWiring.dynamoBackend().ledger().audit().records()).isZero();
    assertThat(
            functionHarness
                .functionWiring
                .dynamoBackend()
                .ledger()
                .counters()
                .get(ORDERS)
                .received())
        .isZero();
    assertThat(functionHarness.receive()).isEmpty();
    assertThat(lines).isEmpty();
  }

  @Test
  void a_start_goes_on_when_its_rehearsal_goes_wrong_and_the_log_tells_why() {
    FunctionWiring real = installation(SamplePipelines.PIPELINES);

    FunctionWiring after =
        SnapStartPriming.before(
            real,
            _ -> {
              throw new IllegalStateException("stage fright");
            });

    assertThat(after).isSameAs(real);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).contains("Unrehearsed", "stage fright");
  }

  private String played(Pipelines pipelines, Function<SnapStartPriming, byte[]> play) {
    var said = new AtomicReference<byte[]>();
    SnapStartPriming.before(
        installation(pipelines), snapStartPriming -> said.set(play.apply(snapStartPriming)));
    assertThat(lines).isEmpty();
    return new String(Objects.requireNonNull(said.get()), StandardCharsets.UTF_8);
  }

  private FunctionWiring installation(Pipelines pipelines) {
    return FunctionWiring.of(
        functionHarness.functionWiring.functionSettings(),
        pipelines,
        new AwsClients(functionHarness.backend.dynamo(), functionHarness.backend.sqs()),
        new JsonLog("test", functionHarness.clock, lines::add));
  }
}
