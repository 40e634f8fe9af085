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
  void a_flood_of_writers_leaves_permits_for_readers_and_operators() {
    var limiter = new ConcurrencyLimiter(1, 1, 1);

    assertThat(limiter.enter("POST", "/orders")).isPresent();

    assertThat(limiter.enter("POST", "/orders")).isEmpty();
    assertThat(limiter.enter("GET", "/orders/1")).isPresent();
    assertThat(limiter.enter("GET", "/orders/1")).isEmpty();
    assertThat(limiter.enter("GET", "/metrics")).isPresent();
    assertThat(limiter.enter("GET", "/ops/v1/dead")).isPresent();
    assertThat(limiter.enter("POST", "/ops/v1/dead/redrive")).isEmpty();
    assertThat(limiter.enter("GET", "/health/ready")).isPresent();
    assertThat(limiter.enter("GET", "/health/live")).isPresent();
  }

  @Test
  void a_released_permit_can_be_taken_again() {
    var limiter = new ConcurrencyLimiter(1, 1, 1);
    Optional<ConcurrencyLimiter.Permit> permit = limiter.enter("POST", "/orders");

    permit.orElseThrow().close();

    assertThat(limiter.enter("POST", "/orders")).isPresent();
  }
}
