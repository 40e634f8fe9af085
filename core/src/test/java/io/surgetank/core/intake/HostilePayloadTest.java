package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.PayloadSchema;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Validation of any payload ends in bounded time with a list of violations.
class HostilePayloadTest {
  private static final int LARGEST = 1024 * 1024;

  /// Several times what the slowest takes; quadratic time would be many times more.
  private static final Duration MOST_CPU_TIME = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e19",
        "-1e30",
        "1e400",
        "-1e400",
        "1e-400",
        "9223372036854775808",
        "1.5e19",
        "1E+19",
        "99999999999999999999999999999999999999999999.5",
        "1e999999999",
        "-0.0",
        "1e1"
      })
  void numbers_of_any_size_are_compared_with_every_bound(String number) {
    for (String type : List.of("integer", "number"))
      for (String rule :
          List.of(
              "\"minimum\":1",
              "\"maximum\":10",
              "\"exclusiveMinimum\":1",
              "\"exclusiveMaximum\":10",
              "\"minimum\":-9223372036854775808,\"maximum\":9223372036854775807",
              "\"minimum\":1e300",
              "\"multipleOf\":3",
              "\"multipleOf\":0.01",
              "\"multipleOf\":1e-300",
              "\"multipleOf\":1e300",
              "\"enum\":[1,1e19]",
              "\"const\":1e400")) violations("{\"type\":\"" + type + "\"," + rule + "}", number);
  }

  @Test
  void bounds_are_exact_beyond_a_long() {
    String schema = "{\"type\":\"integer\",\"minimum\":1,\"maximum\":9223372036854775807}";

    assertThat(violations(schema, "1e18")).isEmpty();
    assertThat(violations(schema, "9223372036854775807")).isEmpty();
    assertThat(violations(schema, "1e19")).hasSize(1);
    assertThat(violations(schema, "9223372036854775808")).hasSize(1);
    assertThat(violations(schema, "-1e30")).hasSize(1);
    assertThat(violations(schema, "1.0")).isEmpty();
  }

  record Attack(String schema, String payload) {
    @Override
    public String toString() {
      return schema + " against " + payload.substring(0, 20);
    }
  }

  static Stream<Attack> attacks() {
    String texts = "\"" + "a ".repeat(LARGEST / 2) + "!\"";
    return Stream.of(
            List.of(
                    "^([a-z]|[ .,-])*$",
                    "[a-zA-Z0-9._-]+@[a-z.]+",
                    "^(a+ ?)+$",
                    "^(\\\\w+\\\\s?)*$",
                    "(x+x+)+y")
                .stream()
                .map(pattern -> new Attack("{\"pattern\":\"" + pattern + "\"}", texts)),
            Stream.of(
                    "json-pointer",
                    "relative-json-pointer",
                    "uri-template",
                    "uri",
                    "uri-reference",
                    "iri",
                    "iri-reference",
                    "email",
                    "idn-email",
                    "hostname",
                    "idn-hostname",
                    "ipv4",
                    "ipv6",
                    "uuid",
                    "regex",
                    "date",
                    "time",
                    "date-time",
                    "duration",
                    "color",
                    "style",
                    "phone",
                    "utc-millisec",
                    "alpha")
                .flatMap(format ->
                    Stream.of(
                            "a", "/a", "{a}", "(", "0", "a.", "[", "%", "\\\\p{L}", "P1", ":", " ")
                        .flatMap(unit ->
                            Stream.of(60, 250, 1_000, 8_000, 250_000)
                                .map(times ->
                                    new Attack(
                                        "{\"format\":\"" + format + "\"}",
                                        "\"" + unit.repeat(times) + " ".repeat(20) + "\"")))),
            Stream.of(
                new Attack("{\"uniqueItems\":true}", list(40_000, HostilePayloadTest::colliding)),
                new Attack("{\"uniqueItems\":true}", list(60_000, i -> "" + (i * 0x1_0000_0001L))),
                new Attack("{\"uniqueItems\":true}", list(25_000, i -> "{" + colliding(i) + ":1}")),
                new Attack(
                    "{\"items\":{\"enum\":[1,\"" + "x".repeat(1000) + "\",3]}}",
                    list(200_000, i -> "" + i)),
                new Attack(
                    "{\"contains\":{\"const\":1},\"minContains\":5}", list(200_000, _ -> "2")),
                new Attack(
                    "{\"type\":\"object\",\"unevaluatedProperties\":false,"
                        + "\"allOf\":[{\"patternProperties\":{\"^x\":{\"type\":\"integer\"}}}]}",
                    object(40_000, i -> "\"x" + i + "\":1")),
                new Attack(
                    "{\"unevaluatedItems\":false,\"allOf\":[{\"contains\":{\"type\":\"integer\"}}]}",
                    list(200_000, i -> "" + i)),
                new Attack(
                    "{\"additionalProperties\":{\"type\":\"integer\"},\"propertyNames\":"
                        + "{\"pattern\":\"^([a-z]+)+$\"}}",
                    object(60_000, i -> "\"x" + i + "\":\"\"")),
                new Attack(
                    "{\"dependentSchemas\":{\"x0\":{\"required\":[\"y\"]}},\"maxProperties\":3}",
                    object(60_000, i -> "\"x" + i + "\":1"))))
        .flatMap(it -> it);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  @Timeout(300) // ends what would take hours
  void a_payload_of_maximum_size_is_validated_in_bounded_time(Attack attack) {
    assertThat(attack.payload().length()).isLessThan(2 * LARGEST);
    PayloadSchemaValidator check = check(attack.schema());
    ParseResult parseResult = JsonReader.read(attack.payload().getBytes(StandardCharsets.UTF_8));
    if (!(parseResult instanceof ParseResult.Parsed(var node, var text))) return;

    Duration before = cpuTime();
    check.violations(node, text.length());

    assertThat(cpuTime().minus(before)).isLessThan(MOST_CPU_TIME);
  }

  /// That of this thread: it does not pass while other processes use the machine.
  private static Duration cpuTime() {
    return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }

  @Test
  void an_exponential_schema_is_aborted_with_a_pointer() {
    String schema =
        "{\"anyOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"b\"]},"
            + "{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"c\"]}]}";
    String payload = "{\"a\":".repeat(60) + "1" + "}".repeat(60);

    var violations = violations(schema, payload);

    assertThat(violations).singleElement().matches(it -> it.detail().contains("too long"));
    assertThat(violations.getFirst().pointer()).startsWith("/a");
  }

  @Test
  void violations_of_unmatched_branches_are_ignored() {
    String schema =
        "{\"anyOf\":[{\"items\":{\"type\":\"integer\"}},{\"items\":{\"type\":\"string\"}}]}";

    assertThat(violations(schema, list(5_000, _ -> "\"a\""))).isEmpty();
    assertThat(violations(schema, list(5_000, _ -> "null"))).isNotEmpty();
    assertThat(violations(schema, list(5_000, i -> i < 4_999 ? "1" : "\"a\""))).isNotEmpty();
  }

  /// Texts with equal hash codes.
  private static String colliding(int i) {
    var text = new StringBuilder("\"");
    for (int bit = 0; bit < 16; bit++) text.append(((i >> bit) & 1) == 0 ? "Aa" : "BB");
    return text.append('"').toString().substring(0, 33) + "\"";
  }

  private static String list(int size, java.util.function.IntFunction<String> item) {
    return IntStream.range(0, size).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
  }

  private static String object(int size, java.util.function.IntFunction<String> member) {
    return IntStream.range(0, size).mapToObj(member).collect(Collectors.joining(",", "{", "}"));
  }

  private static PayloadSchemaValidator check(String schema) {
    return PayloadSchemaValidator.of(new PayloadSchema("test.json", schema));
  }

  /// Like the intake: malformed JSON is not validated.
  private static List<Violation> violations(String schema, String payload) {
    return JsonReader.read(payload.getBytes(StandardCharsets.UTF_8))
            instanceof ParseResult.Parsed(var node, var text)
        ? check(schema).violations(node, text.length())
        : List.of();
  }
}
