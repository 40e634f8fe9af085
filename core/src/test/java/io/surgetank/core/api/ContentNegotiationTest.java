package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentNegotiationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "APPLICATION/JSON ; q=0.1",
        "application/problem+json",
        "application/*",
        "text/html, */*;q=0.01",
        "text/*;q=0, application/json",
        "*/*;q=0, application/json",
        "application/*;q=0.0, application/json;q=0.5",
        "application/json;q=0, application/json",
        "application/json, application/json;q=0",
        "application/json;q=0.001",
        "",
        " , "
      })
  void json_is_accepted(String accept) {
    assertThat(admits(accept)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/*",
        "application/json;q=0",
        "application/json; q=0.000",
        "*/*, application/json;q=0",
        "application/json;q=0, */*",
        "application/json;q=0, application/*, */*",
        "application/xml, image/png"
      })
  void json_is_not_accepted(String accept) {
    assertThat(admits(accept)).isFalse();
  }

  @Test
  void without_the_field_anything_is_accepted_and_several_fields_are_one_list() {
    assertThat(admits()).isTrue();
    assertThat(admits("text/html", "application/json")).isTrue();
    assertThat(admits("text/html", "image/png")).isFalse();
  }

  private static boolean admits(String... accept) {
    String[] headers = Arrays.stream(accept).map("Accept: "::concat).toArray(String[]::new);
    return ContentNegotiation.admitsJson(TestApi.request("GET", "/", new byte[0], headers));
  }
}
