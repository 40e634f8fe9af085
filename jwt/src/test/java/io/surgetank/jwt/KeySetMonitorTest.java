package io.surgetank.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.testkit.token.SigningKey;
import io.surgetank.testkit.token.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Rotation of the issuer's keys, and failures to read them.
class KeySetMonitorTest {
  private static final SigningKey OLD = TestVerifier.EC;
  private static final SigningKey NEW = SigningKey.ec("ec-2");

  private final TestVerifier it = new TestVerifier(OLD);

  private void pass(Duration time) {
    it.now = it.now.plus(time);
    it.monitor.runOnce(it);
  }

  private String token(SigningKey key) {
    return key.token(it.claims());
  }

  @Test
  void the_key_set_is_read_again_every_ten_minutes() {
    pass(Duration.ofMinutes(9));
    assertThat(it.keySet.reads).isEqualTo(1);

    pass(Duration.ofMinutes(1));

    assertThat(it.keySet.reads).isEqualTo(2);
    assertThat(it.events).containsExactly("loaded 1 []");
  }

  @Test
  void a_new_key_is_found_when_a_token_names_it() {
    it.keySet.text = TestIssuer.keySet(OLD, NEW);
    pass(Duration.ofSeconds(30));
    assertThat(it.keySet.reads).isEqualTo(1);

    // The token may be valid: the client should try again.
    assertThat(it.isUnavailable(token(NEW))).isTrue();
    it.monitor.runOnce(it);

    assertThat(it.principal(token(NEW)).name()).contains("alice");
    assertThat(it.events).containsExactly("loaded 1 []", "loaded 2 []");
  }

  @Test
  void unknown_keys_cause_at_most_one_read_in_thirty_seconds() {
    pass(Duration.ofSeconds(30));
    for (int second = 0; second < 60; second++) {
      for (int i = 0; i < 10; i++) {
        var _ = it.verifier.verify(token(SigningKey.ec("unknown")));
      }
      pass(Duration.ofSeconds(1));
    }

    assertThat(it.keySet.reads).isEqualTo(1 + 2);
    assertThat(it.refusal(token(NEW))).contains("a key (kid) that the issuer does not publish");
  }

  @Test
  void a_removed_key_verifies_nothing_any_more_not_even_a_known_token() {
    String token = token(OLD);
    assertThat(it.principal(token).name()).contains("alice");

    it.keySet.text = TestIssuer.keySet(NEW);
    it.now = it.now.plus(Duration.ofMinutes(4));
    pass(Duration.ofMinutes(6));

    it.now = it.now.minus(Duration.ofMinutes(10));
    assertThat(it.isUnavailable(token) || it.refusal(token).contains("kid")).isTrue();
  }

  @Test
  void the_previous_keys_remain_valid_for_a_day_while_the_key_set_cannot_be_read() {
    it.keySet.failure = "http://issuer.example: connection refused";
    pass(Duration.ofHours(1));

    assertThat(it.principal(token(OLD)).name()).contains("alice");
    assertThat(it.monitor.condition().orElseThrow()).contains("cannot be updated");
    pass(Duration.ofHours(22));
    assertThat(it.principal(token(OLD)).name()).contains("alice");

    pass(Duration.ofHours(1).plusSeconds(1));
    assertThat(it.isUnavailable(token(OLD))).isTrue();
    assertThat(it.events)
        .containsExactly(
            "loaded 1 []",
            "failed http://issuer.example: connection refused",
            "expired http://issuer.example: connection refused");

    it.keySet.failure = "";
    pass(Duration.ofSeconds(30));
    assertThat(it.principal(token(OLD)).name()).contains("alice");
    assertThat(it.events).hasSize(4).last().isEqualTo("loaded 1 []");
    assertThat(it.monitor.condition()).isEmpty();
  }

  @Test
  void a_failed_read_is_repeated_every_thirty_seconds() {
    it.keySet.failure = "timeout";
    pass(Duration.ofMinutes(10));
    int reads = it.keySet.reads;

    pass(Duration.ofSeconds(29));
    assertThat(it.keySet.reads).isEqualTo(reads);
    pass(Duration.ofSeconds(1));
    assertThat(it.keySet.reads).isEqualTo(reads + 1);
  }

  @Test
  void a_malformed_key_set_does_not_replace_the_keys() {
    for (String text : new String[] {"", "{", "[]", "{\"keys\":7}", "<html>"}) {
      it.keySet.text = text;
      pass(Duration.ofMinutes(10));

      assertThat(it.principal(token(OLD)).name()).as(text).contains("alice");
      assertThat(it.monitor.condition()).isPresent();
    }
  }

  @Test
  void a_set_without_keys_removes_the_keys_and_is_reported() {
    String token = token(OLD);
    assertThat(it.principal(token).name()).contains("alice");
    it.keySet.text = "{\"keys\":[]}";
    pass(Duration.ofMinutes(10));

    assertThat(it.isUnavailable(token(OLD))).isTrue();
    assertThat(it.monitor.condition()).isPresent();
    assertThat(it.events).contains("failed the key set has no usable key");

    it.keySet.text = TestIssuer.keySet(OLD);
    pass(Duration.ofSeconds(30));
    assertThat(it.principal(token(OLD)).name()).contains("alice");
    assertThat(it.monitor.condition()).isEmpty();
  }

  /// It may be signed by a key that cannot be read now.
  @Test
  void a_token_of_an_unknown_key_is_not_refused_while_the_key_set_cannot_be_read() {
    it.keySet.failure = "timeout";
    pass(Duration.ofMinutes(10));

    assertThat(it.isUnavailable(token(NEW))).isTrue();
    assertThat(it.isUnavailable(token(NEW))).isTrue();
    assertThat(it.principal(token(OLD)).name()).contains("alice");
  }

  @Test
  void an_unexpected_exception_of_a_read_is_reported_and_the_read_repeated() {
    it.keySet.unexpected = new UncheckedIOException(new IOException("ca.pem"));
    pass(Duration.ofMinutes(10));
    assertThat(it.monitor.condition()).isPresent();
    assertThat(it.events).last().asString().contains("ca.pem");

    it.keySet.unexpected = null;
    pass(Duration.ofSeconds(30));
    assertThat(it.monitor.condition()).isEmpty();
  }

  @Test
  void without_any_key_tokens_cannot_be_verified_now() {
    var empty = new TestKeySet("");
    empty.failure = "unknown host";
    var monitor =
        new KeySetMonitor(
            empty,
            new KeySetReader(
                java.util.EnumSet.allOf(io.surgetank.core.access.JwtSettings.Algorithm.class)),
            KeySetMonitor.Schedule.URL,
            () -> it.now);
    assertThat(monitor.current()).isEmpty();
    assertThat(monitor.requestRead()).isTrue();

    monitor.runOnce(it);

    assertThat(monitor.condition().orElseThrow())
        .isEqualTo("JSON Web Tokens cannot be verified; the log has the reason");
    assertThat(monitor.gauges()).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_delays_no_read() {
    it.now = it.now.minus(Duration.ofDays(1));
    it.monitor.runOnce(it);

    assertThat(it.keySet.reads).isEqualTo(2);
  }
}
