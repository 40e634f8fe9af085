package io.surgetank.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {
  @ParameterizedTest
  @CsvSource({
    "https://jobs.example.com, https://jobs.example.com, jobs.example.com",
    "https://jobs.example.com/, https://jobs.example.com, jobs.example.com",
    "HTTPS://Jobs.Example.com:443/Queue/, https://jobs.example.com/Queue, jobs.example.com",
    "http://10.0.0.7:8080/a/b, http://10.0.0.7:8080/a/b, 10.0.0.7",
    "http://jobs.example.com:80, http://jobs.example.com, jobs.example.com",
    "https://[2001:db8::1]:8443/q, https://[2001:db8::1]:8443/q, [2001:db8::1]"
  })
  void links_begin_with_the_url_without_its_last_slash(String text, String base, String host) {
    assertThat(PublicUrl.parse(text)).isEqualTo(new PublicUrl(base, host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jobs.example.com",
        "/jobs",
        "//jobs.example.com",
        "ftp://jobs.example.com",
        "https:///jobs",
        "https://user@jobs.example.com",
        "https://jobs.example.com/?a=b",
        "https://jobs.example.com/#a",
        "https://jobs.example.com/a//b",
        "https://jobs.example.com/a/../b",
        "https://jobs.example.com/a b",
        "https://jobs.example.com/<a>",
        "https://jobs.example.com/%0d%0a",
        "https://jobs example.com"
      })
  void another_text_is_refused(String text) {
    assertThatThrownBy(() -> PublicUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://jobs.example.com");
  }
}
