package io.surgetank.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void a_traceparent_is_parsed_with_its_trace_id() {
    assertThat(Trace.parse(" " + VALID + " ")).contains(new Trace(VALID));
    assertThat(new Trace(VALID).traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
      })
  void an_invalid_traceparent_starts_a_new_trace(String header) {
    assertThat(Trace.parse(header)).isEmpty();
  }

  @Test
  void the_default_trace_is_the_job_id() {
    JobId id = JobId.of(3764888270784167936L, 7);

    Trace trace = Trace.of(id);

    assertThat(trace.traceId()).isEqualTo(id.hex());
    assertThat(trace.isOf(id)).isTrue();
    assertThat(new Trace(VALID).isOf(id)).isFalse();
    assertThat(Trace.parse(trace.traceparent())).contains(trace);
  }
}
