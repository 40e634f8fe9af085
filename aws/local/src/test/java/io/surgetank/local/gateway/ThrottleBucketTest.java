package io.surgetank.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.stack.HttpApi.Throttle;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// "Token bucket: a token counts for a request" (http-api-throttling).
class ThrottleBucketTest {
  private long now;

  @Test
  void a_burst_is_allowed_at_once_and_the_rate_over_time() {
    var bucket = new ThrottleBucket(new Throttle(10, 3), () -> now);

    for (int i = 0; i < 3; i++) assertThat(bucket.tryAcquire()).isTrue();
    assertThat(bucket.tryAcquire()).isFalse();
    now += Duration.ofMillis(100).toNanos();
    assertThat(bucket.tryAcquire()).isTrue();
    assertThat(bucket.tryAcquire()).isFalse();
    now += Duration.ofHours(1).toNanos();
    for (int i = 0; i < 3; i++) assertThat(bucket.tryAcquire()).isTrue();
    assertThat(bucket.tryAcquire()).isFalse();
  }
}
