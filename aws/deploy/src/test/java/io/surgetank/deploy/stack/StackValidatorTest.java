package io.surgetank.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.Pipelines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StackValidatorTest {
  private static final StackSettings SETTINGS = StackSettings.of("dev", "eu-central-1");
  private static final FunctionRef FUNCTION = new FunctionRef("s", FunctionRef.WORKER);
  private static final QueueRef DEAD = ref(SqsQueue.Kind.STANDARD).deadLetters();

  @Test
  void all_violations_are_reported_at_once() {
    Pipelines pipelines =
        StackConfigurations.read(
            """
            pipelines:
              a:
                intake: {path: /a, schema: s.json, maxBody: 1MB}
                work: {handler: task, concurrency: 1, timeout: 15m}
                retry: {policy: fixed, base: 12h, attempts: 200}
            """);

    assertThat(rules(pipelines, StackSettings.of("My Stage", "mars-north-1")))
        .containsExactlyInAnyOrder(
            AwsLimit.REGION,
            AwsLimit.STAGE,
            AwsLimit.MAPPING_CONCURRENCY,
            AwsLimit.FUNCTION_TIMEOUT,
            AwsLimit.ITEM_SIZE,
            AwsLimit.ITEM_SIZE,
            AwsLimit.RETENTION);
  }

  @Test
  void a_region_without_http_apis_is_refused_and_one_that_is_new_is_not() {
    var orders = StackConfigurations.orders("timeout: 1s", "");

    for (String region : List.of("eu-central-2", "xx-north-1", "us-west-2"))
      assertThat(rules(orders, StackSettings.of("dev", region))).as(region).isEmpty();
    assertThat(rules(orders, StackSettings.of("dev", "ap-east-2")))
        .containsExactly(AwsLimit.HTTP_APIS);
    for (String region : List.of("cn-north-1", "us-gov-west-1", "eu-central", "EU-CENTRAL-1"))
      assertThat(rules(orders, StackSettings.of("dev", region)))
          .as(region)
          .containsExactly(AwsLimit.REGION);
  }

  @Test
  void a_fault_says_what_and_why_and_where_it_is_written() {
    var refused =
        (StackResult.Refused)
            StackFactory.of(StackConfigurations.orders("concurrency: 1", ""), SETTINGS);

    assertThat(refused.errors().getFirst().message())
        .isEqualTo(
            "pipeline orders: concurrency 1 is too low; an event source mapping allows a"
                + " maximum concurrency of 2 to 1,000"
                + " (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html)");
  }

  @Test
  void the_longest_timeout_that_leaves_time_to_settle_fits() {
    assertThat(rules(StackConfigurations.orders("timeout: 885s", ""), SETTINGS)).isEmpty();
    assertThat(rules(StackConfigurations.orders("timeout: 886s", ""), SETTINGS))
        .containsExactly(AwsLimit.FUNCTION_TIMEOUT);
  }

  @Test
  void a_rate_that_no_call_could_keep_is_refused() {
    assertThat(rules(StackConfigurations.orders("rate: 1/m", ""), SETTINGS)).isEmpty();
    assertThat(rules(StackConfigurations.orders("rate: 1/h", ""), SETTINGS))
        .containsExactly(AwsLimit.FUNCTION_TIMEOUT);
  }

  @Test
  void a_pipeline_in_order_that_works_one_job_at_a_time_is_refused_as_others_are() {
    assertThat(rules(StackConfigurations.orders("orderingKey: k, concurrency: 1", ""), SETTINGS))
        .contains(AwsLimit.MAPPING_CONCURRENCY);
  }

  @Test
  void more_routes_than_an_api_has_are_refused() {
    var yaml = new StringBuilder("pipelines:\n");
    for (int i = 0; i < 150; i++)
      yaml.append(
          "  p%d: {intake: {path: /p%d, schema: s.json}, work: {handler: task}}\n".formatted(i, i));

    assertThat(rules(StackConfigurations.read(yaml.toString()), SETTINGS))
        .containsExactly(AwsLimit.GATEWAY_ROUTES);
  }

  @Test
  void rights_that_no_role_holds_are_refused() {
    assertThat(rules(StackConfigurations.read(manyWithLongNames(80)), SETTINGS)).isEmpty();
    assertThat(rules(StackConfigurations.read(manyWithLongNames(100)), SETTINGS))
        .containsOnly(AwsLimit.POLICY_SIZE);
  }

  private static String manyWithLongNames(int pipelines) {
    var yaml = new StringBuilder("pipelines:\n");
    for (int i = 0; i < pipelines; i++)
      yaml.append(
          "  %s%d: {intake: {path: /p%d, schema: s.json}, work: {handler: task}}\n"
              .formatted("n".repeat(50), i, i));
    return yaml.toString();
  }

  @Test
  void a_window_on_a_fifo_queue_is_refused() {
    assertThat(rules(mapped(fifo(), mapping(5, Duration.ofSeconds(1), 2))))
        .containsExactly(AwsLimit.FIFO_BATCH);
    assertThat(rules(mapped(fifo(), mapping(5, Duration.ZERO, 2)))).isEmpty();
  }

  @Test
  void over_ten_messages_of_a_fifo_queue_in_a_call_are_refused() {
    assertThat(rules(mapped(fifo(), mapping(11, Duration.ZERO, 2))))
        .containsExactly(AwsLimit.MAPPING_BATCH, AwsLimit.FIFO_BATCH);
    assertThat(rules(mapped(fifo(), mapping(10, Duration.ZERO, 2)))).isEmpty();
  }

  @Test
  void a_fifo_queue_s_dead_letters_go_to_no_standard_queue() {
    var fifo =
        new SqsQueue(
            ref(SqsQueue.Kind.FIFO_BY_GROUP),
            Duration.ofHours(1),
            Duration.ofDays(4),
            1024,
            Optional.of(new SqsQueue.Redrive(DEAD, 5)));

    assertThat(rules(stack(List.of(fifo, queue(DEAD)), List.of())))
        .containsExactly(AwsLimit.DEAD_KIND);
  }

  @Test
  void a_batch_over_ten_without_a_window_is_refused() {
    assertThat(rules(mapped(standard(), mapping(11, Duration.ZERO, 2))))
        .containsExactly(AwsLimit.MAPPING_BATCH);
    assertThat(rules(mapped(standard(), mapping(11, Duration.ofSeconds(1), 2)))).isEmpty();
  }

  @Test
  void a_mapping_of_one_call_at_once_is_refused() {
    assertThat(rules(mapped(standard(), mapping(1, Duration.ZERO, 1))))
        .containsExactly(AwsLimit.MAPPING_CONCURRENCY);
  }

  @Test
  void a_message_that_is_hidden_for_too_short_a_time_is_refused() {
    var sqsQueue =
        new SqsQueue(
            ref(SqsQueue.Kind.STANDARD),
            Duration.ofSeconds(179),
            Duration.ofDays(4),
            1024,
            Optional.empty());

    assertThat(rules(mapped(sqsQueue, mapping(1, Duration.ZERO, 2))))
        .containsExactly(AwsLimit.VISIBILITY);
  }

  @Test
  void a_dead_letter_queue_that_forgets_first_or_is_not_there_is_refused() {
    SqsQueue forgets =
        new SqsQueue(
            ref(SqsQueue.Kind.STANDARD),
            Duration.ofHours(1),
            Duration.ofDays(14),
            1024,
            Optional.of(new SqsQueue.Redrive(DEAD, 4)));
    SqsQueue dead =
        new SqsQueue(DEAD, Duration.ofHours(1), Duration.ofDays(14), 1024, Optional.empty());

    assertThat(rules(stack(List.of(forgets, dead), List.of())))
        .containsExactly(AwsLimit.RECEIVES, AwsLimit.DEAD_RETENTION);
    assertThat(rules(stack(List.of(forgets), List.of())))
        .containsExactly(AwsLimit.RECEIVES, AwsLimit.DEAD_KIND);
  }

  private static SqsQueue standard() {
    return queue(ref(SqsQueue.Kind.STANDARD));
  }

  private static SqsQueue fifo() {
    return queue(ref(SqsQueue.Kind.FIFO_BY_GROUP));
  }

  private static QueueRef ref(SqsQueue.Kind kind) {
    return new QueueRef("s", "q", QueueRef.Role.JOBS, kind);
  }

  private static SqsQueue queue(QueueRef ref) {
    return new SqsQueue(ref, Duration.ofHours(1), Duration.ofDays(4), 1024, Optional.empty());
  }

  private static SqsTrigger mapping(int batch, Duration window, int calls) {
    return new SqsTrigger(
        ref(SqsQueue.Kind.STANDARD),
        FUNCTION,
        batch,
        window,
        OptionalInt.of(calls),
        SqsTrigger.Reply.BATCH_ITEM_FAILURES);
  }

  private static Stack mapped(SqsQueue sqsQueue, SqsTrigger sqsTrigger) {
    var mapping =
        new SqsTrigger(
            sqsQueue.ref(),
            sqsTrigger.function(),
            sqsTrigger.batch(),
            sqsTrigger.window(),
            sqsTrigger.maximumConcurrency(),
            sqsTrigger.reply());
    return stack(List.of(sqsQueue), List.of(mapping));
  }

  private static Stack stack(List<SqsQueue> queues, List<SqsTrigger> mappings) {
    var lambdaFunction =
        new LambdaFunction(
            FUNCTION,
            "F",
            512,
            Duration.ofSeconds(30),
            OptionalInt.empty(),
            java.util.Map.of(),
            List.of());
    return new Stack(
        "s",
        SETTINGS.place(),
        List.of(lambdaFunction),
        queues,
        mappings,
        new DynamoTable("t", new DynamoTable.Attribute("pk", "S"), List.of(), "expiresAt"),
        new HttpApi("s", List.of(), StackSettings.THROTTLE),
        List.of());
  }

  private static List<AwsLimit> rules(Stack stack) {
    return StackValidator.errors(stack).stream().map(StackError::awsLimit).toList();
  }

  private static List<AwsLimit> rules(Pipelines pipelines, StackSettings settings) {
    return switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Ready _ -> List.of();
      case StackResult.Refused(var errors) -> errors.stream().map(StackError::awsLimit).toList();
    };
  }
}
