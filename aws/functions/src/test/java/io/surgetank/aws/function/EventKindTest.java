package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every function refuses events of other services, and logs none of their content.
class EventKindTest {
  private static final int PLENTY = 60_000;

  private final List<String> lines = new ArrayList<>();
  private final FunctionHarness functionHarness =
      new FunctionHarness(SamplePipelines.PIPELINES, lines::add);

  @AfterEach
  void close() {
    functionHarness.close();
  }

  private static Map<EventKind, String> all() {
    var all = new EnumMap<EventKind, String>(Events.FOREIGN);
    all.put(EventKind.HTTP_API, Events.HTTP);
    all.put(EventKind.DIRECT, Events.PAYLOAD);
    all.put(EventKind.SQS, Events.SQS);
    all.put(EventKind.SCHEDULE, Events.SCHEDULED);
    return all;
  }

  @Test
  void every_kind_is_recognized() {
    assertThat(all().keySet()).isEqualTo(EnumSet.allOf(EventKind.class));
    all().forEach((kind, event) -> assertThat(EventKind.of(Json.read(event))).isEqualTo(kind));
  }

  @Test
  void each_function_refuses_all_kinds_but_its_own() {
    var worker = functionHarness.worker((_, _) -> new Outcome.Processed("{}"));
    refuses(
        new ReceiverFunction(functionHarness.functionWiring),
        EnumSet.of(EventKind.HTTP_API, EventKind.DIRECT));
    refuses(worker, EnumSet.of(EventKind.SQS));
    refuses(new DeadLetterFunction(functionHarness.functionWiring), EnumSet.of(EventKind.SQS));
    refuses(new SweeperFunction(functionHarness.functionWiring), EnumSet.of(EventKind.SCHEDULE));

    List<PipelineName> names =
        functionHarness.functionWiring.pipelines().all().stream()
            .map(pipeline -> pipeline.name())
            .toList();
    assertThat(
            functionHarness.functionWiring.dynamoBackend().jobs().list(JobQuery.newest(names, 10)))
        .isEmpty();
    assertThat(String.join(" ", lines)).doesNotContain(Events.SECRET);
  }

  private static void refuses(RequestStreamHandler function, Set<EventKind> own) {
    all()
        .forEach((kind, event) -> {
          if (own.contains(kind)) return;
          assertThatThrownBy(() -> FunctionHarness.call(function, Events.bytes(event), PLENTY))
              .as("%s of %s", kind, function)
              .hasMessageStartingWith("This function only takes events from ")
              .hasMessageNotContaining(Events.SECRET)
              .hasNoCause();
        });
  }

  @Test
  void invalid_json_is_refused() {
    assertThatThrownBy(() ->
            FunctionHarness.call(
                new ReceiverFunction(functionHarness.functionWiring),
                Events.bytes("{leak-4711"),
                PLENTY))
        .hasMessageContaining("an unknown service")
        .hasNoCause();
  }

  @Test
  void a_payload_of_a_direct_invocation_is_submitted_to_the_first_pipeline() throws IOException {
    var receiver = new ReceiverFunction(functionHarness.functionWiring);

    var reply =
        FunctionHarness.call(receiver, Events.bytes("{\"source\":\"shop\",\"detail\":1}"), PLENTY);

    assertThat(reply.path("statusCode").intValue()).isEqualTo(202);
  }

  @Test
  void a_worker_refuses_a_queue_without_a_pipeline() {
    assertThatThrownBy(() ->
            FunctionHarness.call(
                functionHarness.worker((_, _) -> new Outcome.Processed("{}")),
                Events.bytes(Events.SQS),
                PLENTY))
        .hasMessageStartingWith("The queue 'other' belongs to no pipeline")
        .hasMessageNotContaining(Events.SECRET);
  }
}
