package io.surgetank.bench.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceivedResponseTest {
  private static final String RESPONSE =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 4\r\n\r\nbusy";

  @Test
  void a_response_is_complete_with_its_last_byte() {
    for (int length = 0; length < RESPONSE.length(); length++)
      assertThat(parse(RESPONSE, length)).as("%d bytes", length).isEmpty();

    ReceivedResponse response = parse(RESPONSE, RESPONSE.length()).orElseThrow();

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("busy");
  }

  @Test
  void header_fields_have_names_in_any_case() {
    ReceivedResponse response = parse(RESPONSE, RESPONSE.length()).orElseThrow();

    assertThat(response.field("retry-after")).contains("1");
    assertThat(response.field("content-length")).contains("4");
    assertThat(response.field("location")).isEmpty();
  }

  @Test
  void a_connection_is_kept_unless_the_server_closes_it() {
    String closing = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

    assertThat(parse(RESPONSE, RESPONSE.length()).orElseThrow().keepsConnection()).isTrue();
    assertThat(parse(closing, closing.length()).orElseThrow().keepsConnection()).isFalse();
  }

  private static Optional<ReceivedResponse> parse(String text, int length) {
    return ReceivedResponse.parse(text.getBytes(StandardCharsets.US_ASCII), length);
  }
}
