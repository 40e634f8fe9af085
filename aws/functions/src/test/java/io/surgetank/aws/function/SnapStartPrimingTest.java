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
  void a_submission_is_accepted_while_priming() {
    assertThat(primed(DefaultConfiguration.pipelines(), SnapStartPriming::receive))
        .contains("\"statusCode\":202");
  }

  @Test
  void a_batch_is_processed_while_priming() {
    assertThat(primed(SamplePipelines.PIPELINES, SnapStartPriming::process))
        .isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void a_dead_letter_is_recorded_while_priming() {
    assertThat(primed(SamplePipelines.PIPELINES, SnapStartPriming::recordDeadLetter))
        .isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void a_sweep_finds_nothing_while_priming() {
    assertThat(primed(SamplePipelines.PIPELINES, SnapStartPriming::sweep)).contains("\"sent\":0");
  }

  @Test
  void priming_uses_neither_table_nor_queue_and_logs_nothing() {
    primed(SamplePipelines.PIPELINES, SnapStartPriming::receive);
    primed(SamplePipelines.PIPELINES, SnapStartPriming::process);
    primed(SamplePipelines.PIPELINES, SnapStartPriming::recordDeadLetter);
    primed(SamplePipelines.PIPELINES, SnapStartPriming::sweep);

    assertThat(functionHarness.functionWiring.dynamoBackend().ledger().verify().records()).isZero();
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
  void a_start_continues_and_logs_why_when_priming_fails() {
    FunctionWiring real = wiring(SamplePipelines.PIPELINES);

    FunctionWiring after =
        SnapStartPriming.before(
            real,
            _ -> {
              throw new IllegalStateException("out of luck");
            });

    assertThat(after).isSameAs(real);
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).contains("PrimingFailed", "out of luck");
  }

  private String primed(Pipelines pipelines, Function<SnapStartPriming, byte[]> run) {
    var reply = new AtomicReference<byte[]>();
    SnapStartPriming.before(
        wiring(pipelines), snapStartPriming -> reply.set(run.apply(snapStartPriming)));
    assertThat(lines).isEmpty();
    return new String(Objects.requireNonNull(reply.get()), StandardCharsets.UTF_8);
  }

  private FunctionWiring wiring(Pipelines pipelines) {
    return FunctionWiring.of(
        functionHarness.functionWiring.functionSettings(),
        pipelines,
        new AwsClients(functionHarness.backend.dynamo(), functionHarness.backend.sqs()),
        new JsonLog("test", FunctionHarness.invocationClock(functionHarness.clock), lines::add));
  }
}
