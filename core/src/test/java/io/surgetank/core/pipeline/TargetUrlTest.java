package io.surgetank.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
  @ParameterizedTest
  @CsvSource({
    "http://my_service:8080/x, http://my_service:8080/x",
    "HTTP://Example.com/A?b=c, http://Example.com/A?b=c",
    "https://[::1]:8443/x, https://[::1]:8443/x",
    "http://[2001:db8::7], http://[2001:db8::7]",
    "http://bücher.example/ä, http://xn--bcher-kva.example/%C3%A4",
    "http://example.com:/x, http://example.com/x",
    "http://127.0.0.1:65535, http://127.0.0.1:65535",
    "http://127.0.0.1:1/x, http://127.0.0.1:1/x",
    "http://example.com./x, http://example.com./x",
    "http://a-b.c_d.e/x, http://a-b.c_d.e/x"
  })
  void reachable_urls_are_accepted(String text, String uri) {
    assertThat(TargetUrl.of(text).uri()).hasToString(uri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/x",
        "example.com",
        "ftp://example.com",
        "http:example.com",
        "http://",
        "http:///x",
        "http://a b/",
        "http://a/b c",
        "http://a:0/",
        "http://a:65536/",
        "http://a:99999999999/",
        "http://a:-1/",
        "http://my_service:port/",
        "http://user:secret@a/",
        "http://a/#there",
        "http://[::1/x",
        "http://[my_service]/x",
        "http://a%20b/",
        "http://a..b/",
        "http://.a/",
        "http://a../",
        "http://./",
        "http://bücher..example/",
        "http://aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234.example/"
      })
  void other_urls_are_refused_with_a_message(String text) {
    assertThatThrownBy(() -> TargetUrl.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank()
        .doesNotContain("secret");
  }
}
