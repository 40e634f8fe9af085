package io.surgetank.proof.interleaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IterationSeedsTest {
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void each_execution_has_the_next_seed() {
    var seeds = new IterationSeeds(7, 2, begun::incrementAndGet);

    seeds.getRandomness();
    assertThat(seeds.last()).isEqualTo(7);
    int second = seeds.getRandomness().nextInt();
    assertThat(seeds.last()).isEqualTo(8);

    assertThat(second).isEqualTo(new IterationSeeds(8, 1, () -> {}).getRandomness().nextInt());
  }

  @Test
  void only_as_many_executions_as_asked_for_are_reported() {
    var seeds = new IterationSeeds(7, 2, begun::incrementAndGet);

    for (int i = 0; i < 3; i++) seeds.getRandomness();

    assertThat(begun).hasValue(2);
  }
}
