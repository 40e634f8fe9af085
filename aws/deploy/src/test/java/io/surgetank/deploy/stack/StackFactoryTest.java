package io.surgetank.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.pipeline.Work;
import io.surgetank.deploy.infra.Infra;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StackFactoryTest {
  private static final StackSettings SETTINGS =
      StackSettings.of("dev", "eu-central-1")
          .at(new StackSettings.Place("eu-central-1", "123456789012"));

  private static final QueueRef ORDERS =
      new QueueRef("surgetank-dev", "orders", QueueRef.Role.JOBS, SqsQueue.Kind.STANDARD);

  @Test
  void the_built_in_pipelines_fit() {
    Stack stack = built(DefaultConfiguration.pipelines());

    assertThat(stack.name()).isEqualTo("surgetank-dev");
    assertThat(stack.queues()).hasSize(10);
    assertThat(stack.mappings()).hasSize(10);
    assertThat(stack.functions()).hasSize(4);
  }

  @Test
  void values_that_must_agree_follow_from_the_longest_attempt() {
    Stack stack =
        built(StackConfigurations.orders("timeout: 60s, batch: 100, concurrency: 400", ""));

    SqsQueue orders = stack.queue(ORDERS).orElseThrow();
    assertThat(stack.function(stack.functionRef(FunctionRef.WORKER)).orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(75));
    assertThat(orders.visibility()).isEqualTo(Duration.ofSeconds(6 * 75));
    assertThat(orders.redrive().orElseThrow())
        .isEqualTo(new SqsQueue.Redrive(ORDERS.deadLetters(), 35));
    assertThat(stack.queue(ORDERS.deadLetters()).orElseThrow().retention())
        .isGreaterThan(orders.retention());
  }

  @Test
  void a_part_of_a_second_is_a_whole_one_to_lambda() {
    Stack stack = built(StackConfigurations.orders("timeout: 1500ms", ""));

    assertThat(stack.function(stack.functionRef(FunctionRef.WORKER)).orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(17));
  }

  /// What a pipeline promises on one machine it keeps on AWS: no more attempts at once.
  @Test
  void calls_times_batch_never_pass_the_pipeline_s_concurrency() {
    Pipeline orders = StackConfigurations.orders("timeout: 1s", "").all().getFirst();
    for (int batch : List.of(1, 3, 10, 100, 10_000))
      for (int concurrency = 2; concurrency <= 1000; concurrency++) {
        SqsTrigger sqsTrigger = built(with(orders, batch, concurrency)).mappings().getFirst();

        int calls = sqsTrigger.maximumConcurrency().orElseThrow();
        assertThat(calls * sqsTrigger.batch())
            .as("batch %d, concurrency %d", batch, concurrency)
            .isLessThanOrEqualTo(concurrency)
            // And it is used: less than one more batch would fit.
            .isGreaterThan(concurrency - sqsTrigger.batch() - (calls == 2 ? 2 : 0));
        // With a window a lone job could wait for 20 s.
        assertThat(sqsTrigger.window()).isZero();
      }
  }

  /// A call takes its time, and the function has room for that.
  @Test
  void a_rate_makes_calls_few_and_gives_them_time() {
    Stack slow = built(StackConfigurations.orders("timeout: 10s, rate: 1/m", ""));
    Stack quick = built(StackConfigurations.orders("timeout: 10s, rate: 10/s", ""));

    assertThat(slow.mappings().getFirst().batch()).isOne();
    assertThat(slow.mappings().getFirst().maximumConcurrency()).hasValue(2);
    assertThat(slow.function(slow.functionRef(FunctionRef.WORKER)).orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(10 + 120 + 15));
    assertThat(quick.mappings().getFirst().batch()).isEqualTo(4);
    assertThat(quick.function(quick.functionRef(FunctionRef.WORKER)).orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(10 + 1 + 15));
  }

  /// What is received together with a message that is to be tried again would be received again
  /// with it, and come nearer to the dead-letter queue for nothing.
  @Test
  void in_order_a_call_finds_one_message_and_calls_are_the_pipeline_s_concurrency() {
    Pipeline orders = StackConfigurations.orders("orderingKey: k", "").all().getFirst();
    for (int concurrency = 2; concurrency <= 1000; concurrency++) {
      SqsTrigger sqsTrigger = built(with(orders, 100, concurrency)).mappings().getFirst();

      assertThat(sqsTrigger.queue().name()).isEqualTo("surgetank-dev-orders.fifo");
      assertThat(sqsTrigger.batch()).isOne();
      assertThat(sqsTrigger.maximumConcurrency()).hasValue(concurrency);
      assertThat(sqsTrigger.window()).isZero();
    }
  }

  @Test
  void in_order_both_queues_are_fifo_and_the_functions_may_use_them() {
    Stack stack = built(StackConfigurations.orders("orderingKey: k", ""));

    assertThat(stack.queues())
        .allMatch(sqsQueue -> sqsQueue.kind() == SqsQueue.Kind.FIFO_BY_GROUP)
        .extracting(SqsQueue::name)
        .containsExactly("surgetank-dev-orders.fifo", "surgetank-dev-orders-dlq.fifo");
    assertThat(stack.queues().getFirst().redrive().orElseThrow().deadLetterQueue().name())
        .isEqualTo("surgetank-dev-orders-dlq.fifo");
    assertThat(stack.functions())
        .flatExtracting(LambdaFunction::policy)
        .flatExtracting(LambdaFunction.Statement::resources)
        .filteredOn(resource -> resource instanceof QueueRef)
        .hasSize(4)
        .allMatch(resource -> ((QueueRef) resource).name().endsWith(".fifo"));
  }

  /// A job waits for the retries of all before it.
  @Test
  void in_order_messages_are_kept_for_as_long_as_there_can_be() {
    SqsQueue sqsQueue = built(StackConfigurations.orders("orderingKey: k", "")).queues().getFirst();

    assertThat(sqsQueue.retention()).isEqualTo(Duration.ofDays(13));
  }

  @Test
  void messages_outlive_the_longest_way_of_their_jobs() {
    Stack quick = built(StackConfigurations.orders("timeout: 1s", ""));
    Stack slow =
        built(
            StackConfigurations.orders(
                "timeout: 1s", "retry: {policy: fixed, base: 12h, attempts: 20}"));

    assertThat(quick.queues().getFirst().retention()).isEqualTo(Duration.ofDays(7));
    assertThat(slow.queues().getFirst().retention()).isEqualTo(Duration.ofDays(10));
  }

  @Test
  void both_functions_report_the_messages_to_redeliver() {
    assertThat(built(DefaultConfiguration.pipelines()).mappings())
        .allMatch(sqsTrigger -> sqsTrigger.reply() == SqsTrigger.Reply.BATCH_ITEM_FAILURES)
        .allMatch(sqsTrigger -> !sqsTrigger.maximumConcurrency().equals(OptionalInt.empty()));
  }

  @Test
  void names_and_arns_are_those_of_the_stack_and_its_place() {
    var place = SETTINGS.place();
    var table = new ResourceRef.Table("surgetank-dev");
    var fifo =
        new QueueRef("surgetank-dev", "orders", QueueRef.Role.JOBS, SqsQueue.Kind.FIFO_BY_GROUP);

    assertThat(ORDERS.arn(place))
        .isEqualTo("arn:aws:sqs:eu-central-1:123456789012:surgetank-dev-orders");
    assertThat(fifo.deadLetters().name()).isEqualTo("surgetank-dev-orders-dlq.fifo");
    assertThat(new ResourceRef.Index(table, "lists").arn(place))
        .isEqualTo("arn:aws:dynamodb:eu-central-1:123456789012:table/surgetank-dev/index/lists");
    assertThat(new FunctionRef("surgetank-dev", FunctionRef.DEAD_LETTER).name())
        .isEqualTo("surgetank-dev-dead-letter");
  }

  @Test
  void each_function_may_do_what_it_does_and_nothing_else() {
    Stack stack = built(StackConfigurations.orders("timeout: 1s", ""));

    var table = new ResourceRef.Table("surgetank-dev");
    assertThat(stack.function(stack.functionRef(FunctionRef.SWEEPER)).orElseThrow().policy())
        .containsExactly(
            allow(table, "dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
            new LambdaFunction.Statement(
                List.of("dynamodb:Query"), List.of(new ResourceRef.Index(table, "lists"))),
            allow(ORDERS, "sqs:GetQueueAttributes", "sqs:SendMessage"));
    assertThat(stack.function(stack.functionRef(FunctionRef.DEAD_LETTER)).orElseThrow().policy())
        .containsExactly(
            allow(table, "dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"),
            allow(
                ORDERS.deadLetters(),
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage"));
    assertThat(stack.functions())
        .flatExtracting(LambdaFunction::policy)
        .allSatisfy(statement -> {
          assertThat(statement.actions()).noneMatch(action -> action.contains("*"));
          assertThat(statement.resources()).noneMatch(resource -> resource.path().contains("*"));
        });
  }

  @Test
  void only_the_function_that_serves_operators_has_their_token() {
    for (LambdaFunction lambdaFunction : built(DefaultConfiguration.pipelines()).functions())
      assertThat(lambdaFunction.environment().get("SURGETANK_OPERATOR_TOKEN"))
          .isEqualTo(
              lambdaFunction.name().endsWith("-receiver")
                  ? LambdaFunction.SECRET
                  : LambdaFunction.NO_SECRET);
  }

  @Test
  void every_queue_is_where_the_functions_look_for_it() {
    Pipelines pipelines = StackConfigurations.read(Infra.IN_ORDER);
    Stack stack = built(pipelines);

    String prefix = stack.functions().getFirst().environment().get("SURGETANK_QUEUE_URL_PREFIX");
    for (Pipeline pipeline : pipelines.all())
      assertThat(
              prefix + pipeline.name() + (pipeline.name().value().equals("notes") ? "" : ".fifo"))
          .isEqualTo(
              "https://sqs.eu-central-1.amazonaws.com/123456789012/"
                  + StackFactory.queue(stack.name(), pipeline).name());
  }

  /// The numbers are changed in the pipeline: to read thousands of descriptors takes a minute.
  private static Pipelines with(Pipeline pipeline, int batch, int concurrency) {
    Work work = pipeline.work();
    var changed =
        new Work(
            work.handler(),
            work.timeout(),
            work.lease(),
            batch,
            concurrency,
            work.rate(),
            work.ordering(),
            work.simulate());
    return new Pipelines(
        List.of(
            new Pipeline(
                pipeline.name(),
                pipeline.intake(),
                changed,
                pipeline.retry(),
                pipeline.retention())));
  }

  static Stack built(Pipelines pipelines) {
    return switch (StackFactory.of(pipelines, SETTINGS)) {
      case StackResult.Ready(var stack) -> stack;
      case StackResult.Refused(var errors) -> throw new AssertionError(errors.toString());
    };
  }

  private static LambdaFunction.Statement allow(ResourceRef resource, String... actions) {
    return new LambdaFunction.Statement(List.of(actions), List.of(resource));
  }
}
