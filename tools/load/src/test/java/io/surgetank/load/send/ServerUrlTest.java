package io.surgetank.load.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
  private final ServerUrl target = ServerUrl.parse("http://127.0.0.1:8080/orders");

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080, true",
    "http://localhost:1, true",
    "http://[::1]:8080, true",
    "http://127.9.9.9, true",
    "http://192.0.2.1:8080, false",
    "http://0.0.0.0:8080, false",
    "https://[2001:db8::1], false",
    "http://127.0.0.1@192.0.2.1/, false"
  })
  void only_loopback_is_local(String url, boolean isLocal) {
    assertThat(ServerUrl.parse(url).isLocal()).isEqualTo(isLocal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://a b", "/orders"})
  void an_invalid_url_is_refused(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> ServerUrl.parse(url));
  }

  @Test
  void the_path_of_the_url_is_separate() {
    assertThat(target.at("/jobs/1")).hasToString("http://127.0.0.1:8080/jobs/1");
    assertThat(ServerUrl.pathOf("http://127.0.0.1:8080/orders")).isEqualTo("/orders");
    assertThat(ServerUrl.pathOf("http://127.0.0.1:8080/")).isEmpty();
  }

  @Test
  void no_response_redirects_to_another_server() {
    assertThat(target.pathOnServer("http://127.0.0.1:8080/jobs?cursor=a%20b"))
        .hasValue("/jobs?cursor=a%20b");
    assertThat(target.pathOnServer("http://192.0.2.1/jobs")).isEmpty();
    assertThat(target.pathOnServer("//192.0.2.1/jobs")).isEmpty();
    assertThat(target.pathOnServer("")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> target.at("//192.0.2.1/jobs"));
  }
}
