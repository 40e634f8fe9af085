package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import io.surgetank.testkit.parity.Verifies;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@RunsOn(TestedBackend.EMBEDDED)
@Verifies(Promise.P8)
class ConcurrencyLimiterTest {
  @Test
  void a_flood_of_writers_leaves_readers_and_operators_their_places() {
    var concurrencyLimiter = new ConcurrencyLimiter(1, 1, 1);

    assertThat(concurrencyLimiter.enter("POST", "/orders")).isPresent();

    assertThat(concurrencyLimiter.enter("POST", "/orders")).isEmpty();
    assertThat(concurrencyLimiter.enter("GET", "/orders/1")).isPresent();
    assertThat(concurrencyLimiter.enter("GET", "/orders/1")).isEmpty();
    assertThat(concurrencyLimiter.enter("GET", "/metrics")).isPresent();
    assertThat(concurrencyLimiter.enter("GET", "/ops/v1/dead")).isPresent();
    assertThat(concurrencyLimiter.enter("POST", "/ops/v1/dead/redrive")).isEmpty();
    assertThat(concurrencyLimiter.enter("GET", "/health/ready")).isPresent();
    assertThat(concurrencyLimiter.enter("GET", "/health/live")).isPresent();
  }

  @Test
  void a_place_given_back_can_be_taken_again() {
    var concurrencyLimiter = new ConcurrencyLimiter(1, 1, 1);
    Optional<ConcurrencyLimiter.Permit> place = concurrencyLimiter.enter("POST", "/orders");

    place.orElseThrow().close();

    assertThat(concurrencyLimiter.enter("POST", "/orders")).isPresent();
  }
}
