package io.surgetank.load.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  private final LoadTarget here = LoadTarget.parse("http://127.0.0.1:8080/orders");

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
  void only_this_machine_is_here(String url, boolean isHere) {
    assertThat(LoadTarget.parse(url).isHere()).isEqualTo(isHere);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://a b", "/orders"})
  void what_is_no_address_is_refused_in_a_sentence(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> LoadTarget.parse(url));
  }

  @Test
  void a_path_in_the_address_is_kept_apart() {
    assertThat(here.at("/jobs/1")).hasToString("http://127.0.0.1:8080/jobs/1");
    assertThat(LoadTarget.pathOf("http://127.0.0.1:8080/orders")).isEqualTo("/orders");
    assertThat(LoadTarget.pathOf("http://127.0.0.1:8080/")).isEmpty();
  }

  @Test
  void no_answer_leads_to_another_server() {
    assertThat(here.pathHere("http://127.0.0.1:8080/jobs?cursor=a%20b"))
        .hasValue("/jobs?cursor=a%20b");
    assertThat(here.pathHere("http://192.0.2.1/jobs")).isEmpty();
    assertThat(here.pathHere("//192.0.2.1/jobs")).isEmpty();
    assertThat(here.pathHere("")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> here.at("//192.0.2.1/jobs"));
  }
}
