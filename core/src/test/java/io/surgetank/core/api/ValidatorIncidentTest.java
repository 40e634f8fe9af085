package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.intake.ValidatorException;
import io.surgetank.core.ledger.Rejection;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the validator throws unexpectedly is the client's 400, as any fault of a payload, and an
/// incident for the operator. Here it runs out of stack: the schema's references lead 400 steps on,
/// and the thread has too little of it. How little that is depends on what the JVM has compiled.
class ValidatorIncidentTest {
  private static final int STEPS = 400;
  private static final int STACK_BYTES = 256 << 10;
  private static final String SECRET = "ann@example.com";
  private static final String BODY = "{\"mail\": \"" + SECRET + "\", \"way\": 7}";

  private final TestApi it = new TestApi(TestPipelines.checked("long-way", schema()));

  private static String schema() {
    var definitions = new StringBuilder();
    for (int step = 0; step < STEPS; step++)
      definitions.append("\"s%d\": {\"$ref\": \"#/$defs/s%d\"}, ".formatted(step, step + 1));
    return "{\"properties\": {\"way\": {\"$ref\": \"#/$defs/s0\"}}, \"$defs\": {%s\"s%d\": true}}"
        .formatted(definitions, STEPS);
  }

  /// All classes are loaded before the stack is short.
  @BeforeEach
  void a_thread_with_enough_stack_accepts() {
    assertThat(it.post("/long-way", BODY).status()).isEqualTo(202);
    assertThat(it.post("/long-way", "[7]").status()).isEqualTo(207);
    assertThat(it.incidents).isEmpty();
  }

  @Test
  void an_unexpected_validator_exception_is_a_client_error_and_an_incident()
      throws InterruptedException {
    Response response = postWithTooLittleStack(BODY);

    assertThat(response.status()).isEqualTo(400);
    assertThat(TestApi.json(response).at("/errors/0/pointer").asString("none")).isEmpty();
    assertThat(it.rejected("long-way", Rejection.INVALID)).isEqualTo(2);
    assertThat(it.incidents).singleElement().isInstanceOf(ValidatorException.class);
    assertThat(it.incidents.getFirst())
        .hasMessageContaining("'long-way'")
        .hasMessageContaining("java.lang.StackOverflowError")
        .hasMessageNotContaining(SECRET);
    assertThat(it.incidents.getFirst().getStackTrace())
        .hasSizeBetween(10, 50)
        .anyMatch(place -> place.getClassName().startsWith("com.networknt"));
    assertThat(TestApi.text(it.get("/metrics"))).contains("\nsurgetank_incidents_total 1\n");
  }

  @Test
  void an_invalid_element_does_not_affect_the_others() throws InterruptedException {
    Response response = postWithTooLittleStack("[{\"mail\": \"b@example.com\"}, " + BODY + "]");

    assertThat(response.status()).isEqualTo(207);
    assertThat(TestApi.json(response).at("/results/0/status").intValue()).isEqualTo(202);
    assertThat(TestApi.json(response).at("/results/1/status").intValue()).isEqualTo(400);
    assertThat(it.incidents).hasSize(1);
  }

  /// The response where the stack has just too little room left.
  private Response postWithTooLittleStack(String body) throws InterruptedException {
    for (int frames = 0; frames < 20_000; frames += 50) {
      Response response = postBelow(frames, body);
      if (response.status() != 202) return response;
    }
    throw new AssertionError("the stack was never too small");
  }

  private Response postBelow(int frames, String body) throws InterruptedException {
    var response = new AtomicReference<Response>();
    var thread =
        new Thread(null, () -> response.set(below(frames, body)), "little stack", STACK_BYTES);
    thread.start();
    thread.join();
    return response.get();
  }

  private Response below(int frames, String body) {
    return frames == 0 ? it.post("/long-way", body) : below(frames - 1, body);
  }
}
