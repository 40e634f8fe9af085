package io.surgetank.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTest {
  private static final Instant NOW = Instant.parse("2026-11-21T05:23:43.993Z");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void an_id_consists_of_sequence_and_salt_and_is_printed_as_a_uuid(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      JobId id = JobId.of(random.nextLong(1L << 62), random.nextLong());

      assertThat(JobId.of(id.sequence(), id.salt())).isEqualTo(id);
      assertThat(JobId.parse(id.toString())).contains(id);
      assertThat(id.value().version()).isEqualTo(7);
      assertThat(id.value().variant()).isEqualTo(2);
    }
  }

  @Test
  void ids_increase_even_when_the_clock_stops_or_goes_back() {
    long[] now = {NOW.toEpochMilli()};
    var ids = new JobIds((InstantSource) () -> Instant.ofEpochMilli(now[0]), new Random(1));

    JobId first = ids.next();
    JobId second = ids.next();
    now[0] -= 60_000;
    JobId third = ids.next();

    assertThat(first.acceptedAt()).isEqualTo(NOW);
    assertThat(second).isGreaterThan(first);
    assertThat(second.sequence()).isGreaterThan(first.sequence());
    assertThat(third.sequence()).isGreaterThan(second.sequence());
  }

  @Test
  void ids_continue_after_the_greatest_stored_one() {
    long stored = JobId.of(NOW.plusSeconds(60).toEpochMilli() << 21, 0).sequence();

    assertThat(new JobIds(InstantSource.fixed(NOW), new Random(1), stored).next().sequence())
        .isGreaterThan(stored);
  }

  @Test
  void ids_are_valid_until_the_last_millisecond_of_42_bits() {
    assertThat(JobId.parse("03ffffff-ffff-7000-801a-d57319b89cd8"))
        .hasValueSatisfying(
            id -> assertThat(id.acceptedAt()).isEqualTo("2109-05-15T07:35:11.103Z"));
    assertThat(JobId.parse("04000000-0000-7000-801a-d57319b89cd8")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "../../etc/passwd",
        "01a1fc8f-7af9-4000-801a-d57319b89cd8",
        "01a1fc8f-7af9-7000-c01a-d57319b89cd8",
        "ffffffff-7af9-7000-801a-d57319b89cd8",
        "01a1fc8f-7af9-7000-801a-d57319b89cdg",
      })
  void other_texts_are_not_ids(String text) {
    assertThat(JobId.parse(text)).isEmpty();
  }
}
