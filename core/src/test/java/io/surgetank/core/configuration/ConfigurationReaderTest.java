package io.surgetank.core.configuration;

import static io.surgetank.core.configuration.SampleConfigurations.intake;
import static io.surgetank.core.configuration.SampleConfigurations.valid;
import static io.surgetank.core.configuration.SampleConfigurations.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.Cors;
import io.surgetank.core.pipeline.HandlerRef;
import io.surgetank.core.pipeline.Intake.ClientId;
import io.surgetank.core.pipeline.Intake.Idempotency;
import io.surgetank.core.pipeline.Intake.Selector;
import io.surgetank.core.pipeline.Ordering;
import io.surgetank.core.pipeline.Rate;
import io.surgetank.core.pipeline.ReplyTemplate;
import io.surgetank.core.pipeline.ReplyTemplate.Node;
import io.surgetank.core.pipeline.Retention;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
  private static final String WHOLE =
      with(
          "work: {handler: order, timeout: 10s, lease: 2m, batch: 3, concurrency: 4, rate: 5/s}",
          "retry: {policy: fixed, base: 1m, attempts: 2}",
          "deadLetters: {keep: 14d}",
          "records: {keep: 90d}");

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void characters_beyond_the_basic_plane_are_read_at_any_position(int before) {
    String yaml = with() + "#" + "x".repeat(before) + "\ud83d\ude00".repeat(2_000) + "\n";

    assertThat(SampleConfigurations.read(yaml)).isInstanceOf(ConfigurationResult.Valid.class);
  }

  @Test
  void omitted_keys_have_the_documented_default() {
    var pipeline = valid(with());

    var intake = pipeline.intake();
    assertThat(intake.path()).isEqualTo("/p");
    assertThat(intake.schema().fileName()).isEqualTo("s.json");
    assertThat(intake.schema().json()).isEqualTo(SampleConfigurations.SCHEMA);
    assertThat(intake.selector()).isEqualTo(new Selector.Any());
    assertThat(intake.clientId()).isEqualTo(new ClientId.None());
    assertThat(intake.idempotency()).isEqualTo(Idempotency.OPTIONAL);
    assertThat(intake.maxBodyBytes()).isEqualTo(262_144);
    assertThat(intake.rate().isUnlimited()).isTrue();
    assertThat(intake.backlog()).isEqualTo(10_000_000);
    assertThat(intake.reply().members())
        .containsExactly(
            Map.entry("id", new Node.Text("{id}")), Map.entry("status", new Node.Text("{status}")));
    assertThat(intake.rejection()).isEqualTo(ReplyTemplate.EMPTY);
    assertThat(intake.cors()).isEqualTo(Cors.NONE);
    var work = pipeline.work();
    assertThat(work.handler()).isEqualTo(new HandlerRef("task", Map.of()));
    assertThat(work.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(work.lease()).isEqualTo(Duration.ofMinutes(3));
    assertThat(work.batch()).isEqualTo(10);
    assertThat(work.concurrency()).isEqualTo(8);
    assertThat(work.rate().isUnlimited()).isTrue();
    assertThat(work.simulate()).isEqualTo(Simulation.OFF);
    assertThat(pipeline.retry())
        .isEqualTo(new RetryPolicy.Exponential(Duration.ofSeconds(5), Duration.ofMinutes(15), 5));
    assertThat(pipeline.retention())
        .isEqualTo(new Retention(Duration.ofDays(90), Duration.ofDays(14)));
  }

  @ParameterizedTest
  @CsvSource({"'', PT9600H", "'auditLog: {keep: 3650d}', PT87600H", "'auditLog: {}', PT9600H"})
  void the_audit_log_has_its_own_retention(String section, Duration kept) {
    PublishedSchema.assertAccepts(with() + section);
    assertThat(SampleConfigurations.read(with() + section))
        .isInstanceOfSatisfying(
            ConfigurationResult.Valid.class,
            valid -> assertThat(valid.pipelines().auditLog()).isEqualTo(kept));
  }

  @Test
  void an_invalid_retention_of_the_audit_log_is_an_error_at_its_place() {
    assertThat(SampleConfigurations.errors(with() + "auditLog: {keep: 0s, size: 1}"))
        .satisfiesExactly(
            tooShort -> assertThat(tooShort).contains("auditLog.keep: ", "is too short"),
            unknown -> assertThat(unknown).contains("auditLog", "size"));
  }

  @Test
  void defaults_depend_on_given_values() {
    assertThat(valid(with("work: {timeout: 10s}")).work().lease()).isEqualTo(Duration.ofMinutes(1));
    assertThat(valid(with("work: {timeout: 3h}")).work().lease()).isEqualTo(Duration.ofHours(12));
    assertThat(valid(with("work: {rate: 200/s}")).work().rate())
        .isEqualTo(new Rate(200, Duration.ofSeconds(1), 20));
    assertThat(valid(intake("rate: 200/s")).intake().rate())
        .isEqualTo(new Rate(200, Duration.ofSeconds(1), 200));
    assertThat(valid(with("work: {timeout: 10s}", "retry: {policy: linear}")).retry())
        .isEqualTo(new RetryPolicy.Linear(Duration.ofMinutes(1), Duration.ofHours(12), 5));
    assertThat(valid(with("retry: {policy: fixed}")).retry())
        .isEqualTo(new RetryPolicy.Fixed(Duration.ofSeconds(5), 5));
    assertThat(valid(with("retry: {base: 1h}")).retry())
        .isEqualTo(new RetryPolicy.Exponential(Duration.ofHours(1), Duration.ofHours(1), 5));
  }

  @Test
  void every_key_is_read() {
    var taken =
        valid(
                intake(
                    "when: {has: a}",
                    "id: b",
                    "idempotency: required",
                    "maxBody: 1MB",
                    "rate: 500/s, burst 1000",
                    "backlog: 7",
                    "reply: {n: 1.50, t: true, l: [null, \"{id}\"], m: {x: \"\"}}",
                    "rejection: {error: \"{detail}\"}",
                    "cors: {origins: [\"*\", \"https://a.example:8443\"]}"))
            .intake();

    assertThat(taken.selector()).isEqualTo(new Selector.HasMember("a"));
    assertThat(taken.clientId()).isEqualTo(new ClientId.Member("b"));
    assertThat(taken.idempotency()).isEqualTo(Idempotency.REQUIRED);
    assertThat(taken.maxBodyBytes()).isEqualTo(1_048_576);
    assertThat(taken.rate()).isEqualTo(new Rate(500, Duration.ofSeconds(1), 1000));
    assertThat(taken.backlog()).isEqualTo(7);
    assertThat(taken.reply().members())
        .containsExactly(
            Map.entry("n", new Node.Literal("1.50")),
            Map.entry("t", new Node.Literal("true")),
            Map.entry(
                "l", new Node.Items(List.of(new Node.Literal("null"), new Node.Text("{id}")))),
            Map.entry("m", new Node.Members(new ReplyTemplate(Map.of("x", new Node.Text(""))))));
    assertThat(taken.rejection().members()).containsEntry("error", new Node.Text("{detail}"));
    assertThat(taken.cors().origins()).containsExactly("*", "https://a.example:8443");
    var work = valid(WHOLE).work();
    assertThat(work.handler().name()).isEqualTo("order");
    assertThat(work.lease()).isEqualTo(Duration.ofMinutes(2));
    assertThat(work.batch()).isEqualTo(3);
    assertThat(work.concurrency()).isEqualTo(4);
    assertThat(work.ordering()).isEqualTo(Ordering.NONE);
    assertThat(valid(with("work: {orderingKey: account}")).work().ordering())
        .isEqualTo(new Ordering.ByMember("account"));
    var simulated = valid(with("work: {simulate: {delay: 2s..5s, failures: 30%, seed: 42}}"));
    assertThat(simulated.work().simulate())
        .isEqualTo(new Simulation(Duration.ofSeconds(2), Duration.ofSeconds(5), 0.3, 42));
  }

  @Test
  void a_handler_has_settings() {
    assertThat(valid(with("work: {handler: {name: http, url: 'https://a.example/b', secret: s}}")))
        .extracting(pipeline -> pipeline.work().handler())
        .isEqualTo(new HandlerRef("http", Map.of("url", "https://a.example/b", "secret", "s")));
    assertThat(valid(with("work: {handler: {name: com.example.Pay, retries: 3}}")))
        .extracting(pipeline -> pipeline.work().handler())
        .isEqualTo(new HandlerRef("com.example.Pay", Map.of("retries", "3")));
  }

  @Test
  void aliases_share_settings() {
    var pipeline = valid("x-retry: &r {attempts: 3}\n" + with("retry: *r"));

    assertThat(pipeline.retry().attempts()).isEqualTo(3);
  }

  @Test
  void a_byte_order_mark_is_ignored() {
    assertThat(valid("\uFEFF" + with()).name().value()).isEqualTo("p");
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @Tag("long")
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void random_text_does_not_throw(long seed) {
    var random = new Random(seed);
    var garbage = new StringBuilder();
    int length = random.nextInt(400);
    for (int i = 0; i < length; i++) garbage.append(garbage(random));

    assertThat(SampleConfigurations.read(garbage.toString()))
        .isInstanceOf(ConfigurationResult.Invalid.class);
  }

  private static String garbage(Random random) {
    if (random.nextInt(40) == 0) return Character.toString(random.nextInt(0xD800));
    return random.nextInt(4) == 0
        ? List.of("\n", "\n  ", ": ", "- ", "{", "}", "[", "]", "&a ", "*a", "? ", "|\n", "\"", "%")
            .get(random.nextInt(14))
        : String.valueOf((char) (' ' + random.nextInt(95)));
  }

  @Tag("long")
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_damaged_configuration_does_not_throw(long seed) {
    var random = new Random(seed);
    var slipped = new StringBuilder(WHOLE);
    for (int i = 0; i <= random.nextInt(4); i++)
      slipped.replace(
          random.nextInt(slipped.length() / 2),
          slipped.length() / 2 + random.nextInt(slipped.length() / 2),
          garbage(random));
    var replaced = new StringBuilder(WHOLE);
    for (int i = 0; i <= random.nextInt(4); i++)
      replaced.setCharAt(random.nextInt(replaced.length()), (char) (' ' + random.nextInt(95)));

    assertThat(SampleConfigurations.read(slipped.toString())).isNotNull();
    assertThat(SampleConfigurations.read(replaced.toString())).isNotNull();
  }
}
