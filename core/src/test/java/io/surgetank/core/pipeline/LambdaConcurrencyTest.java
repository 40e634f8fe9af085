package io.surgetank.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Independent invocations that respect a pipeline's concurrency and rate.
class LambdaConcurrencyTest {
  private static final Ordering ORDERED = new Ordering.ByMember("account");

  @ParameterizedTest
  @ValueSource(
      strings = {
        // batch, concurrency, permits, in millis | batch, calls, gap in millis
        "10, 8, 0, 1 | 4, 2, 0",
        "10, 200, 0, 1 | 10, 20, 0",
        "100, 5000, 0, 1 | 10, 500, 0",
        "1, 2, 0, 1 | 1, 2, 0",
        "10, 8, 10, 1000 | 4, 2, 200",
        "10, 200, 200, 1000 | 10, 20, 100",
        "10, 200, 3, 1000 | 10, 3, 1000",
        "10, 8, 1, 1000 | 4, 2, 2000",
        "10, 8, 30, 60000 | 2, 2, 4000",
        "10, 8, 1, 60000 | 1, 2, 120000",
        "10, 8, 3, 1000 | 4, 2, 667",
      })
  void the_concurrency_follows_from_the_configuration(String row) {
    long[] numbers =
        java.util.Arrays.stream(row.split("[ ,|]+")).mapToLong(Long::parseLong).toArray();
    Rate rate =
        numbers[2] == 0
            ? Rate.UNLIMITED
            : new Rate((int) numbers[2], Duration.ofMillis(numbers[3]), 1);

    assertThat(LambdaConcurrency.of(work((int) numbers[0], (int) numbers[1], rate, Ordering.NONE)))
        .isEqualTo(
            new LambdaConcurrency(
                (int) numbers[4], (int) numbers[5], Duration.ofMillis(numbers[6])));
  }

  @Test
  void an_ordered_pipeline_has_one_job_per_invocation() {
    assertThat(LambdaConcurrency.of(work(10, 8, Rate.UNLIMITED, ORDERED)))
        .isEqualTo(new LambdaConcurrency(1, 8, Duration.ZERO));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void concurrent_invocations_never_exceed_concurrency_and_rate(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      int concurrency = 2 + random.nextInt(999);
      var rate =
          new Rate(
              1 + random.nextInt(1 << random.nextInt(20)),
              Duration.ofMillis(1 + random.nextInt(1 << random.nextInt(20))),
              1);
      var ordering = random.nextBoolean() ? Ordering.NONE : ORDERED;
      Work work = work(1 + random.nextInt(100), concurrency, rate, ordering);

      LambdaConcurrency lambdaConcurrency = LambdaConcurrency.of(work);

      assertThat(lambdaConcurrency.batch() * lambdaConcurrency.atOnce())
          .as("%s", work)
          .isLessThanOrEqualTo(concurrency);
      double begunPerMilli =
          (double) lambdaConcurrency.atOnce() / Math.max(1, lambdaConcurrency.gap().toMillis());
      double allowed = (double) rate.permits() / rate.per().toMillis();
      if (lambdaConcurrency.gap().toMillis() > 0)
        assertThat(begunPerMilli).as("%s", work).isLessThanOrEqualTo(allowed * 1.000001);
    }
  }

  private static Work work(int batch, int concurrency, Rate rate, Ordering ordering) {
    return new Work(
        new HandlerRef("task", Map.of()),
        Duration.ofSeconds(30),
        Duration.ofMinutes(3),
        batch,
        concurrency,
        rate,
        ordering,
        Simulation.OFF);
  }
}
