package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.JobId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  private static final JobId ID = JobId.of(3764888270784167936L, 7);

  @Test
  void every_column_of_a_job_is_part_of_its_checksum() {
    assertDiffer(
        content(ID, "{}", "t", 5),
        content(JobId.of(ID.sequence() + 1, ID.salt()), "{}", "t", 5),
        content(JobId.of(ID.sequence(), ID.salt() + 1), "{}", "t", 5),
        content(ID, "{ }", "t", 5),
        content(ID, "{}", "u", 5),
        content(ID, "{}", "", 5),
        content(ID, "{}", null, 5),
        content(ID, "{}", "t", 6),
        new Checksum.Content(ID, "{}", "t", 5, "tenant:a").checksum(),
        new Checksum.Content(ID, "{}", "t", 5, "tenant:b").checksum());
  }

  /// Files of earlier versions have this value.
  @Test
  void the_checksum_of_a_job_without_an_owner_does_not_change() {
    assertThat(content(ID, "{}", "t", 5)).isEqualTo(294502159L);
  }

  private static long content(JobId id, String payload, @Nullable String trace, long ordering) {
    return new Checksum.Content(id, payload, trace, ordering, null).checksum();
  }

  @Test
  void every_column_of_a_key_is_part_of_its_checksum_with_its_length() {
    assertDiffer(
        Checksum.ofKey(1, "ab", "/p", "f", 9),
        Checksum.ofKey(2, "ab", "/p", "f", 9),
        Checksum.ofKey(1, "ac", "/p", "f", 9),
        Checksum.ofKey(1, "ab", "/q", "f", 9),
        Checksum.ofKey(1, "ab", "/p", "g", 9),
        Checksum.ofKey(1, "ab", "/p", "f", 8),
        Checksum.ofKey(1, "ab/", "p", "f", 9));
  }

  @Test
  void every_column_of_a_batch_is_part_of_its_checksum() {
    assertDiffer(
        Checksum.ofBatch("b", "/p", "f"),
        Checksum.ofBatch("c", "/p", "f"),
        Checksum.ofBatch("b", "/q", "f"),
        Checksum.ofBatch("b", "/p", "g"));
  }

  @Test
  void every_column_of_an_outcome_is_part_of_its_checksum() {
    assertDiffer(
        new Checksum.Ended(1, 2, 3, 4, 5, 6, 7, "o").checksum(),
        new Checksum.Ended(9, 2, 3, 4, 5, 6, 7, "o").checksum(),
        new Checksum.Ended(1, 9, 3, 4, 5, 6, 7, "o").checksum(),
        new Checksum.Ended(1, 2, 9, 4, 5, 6, 7, "o").checksum(),
        new Checksum.Ended(1, 2, 3, 9, 5, 6, 7, "o").checksum(),
        new Checksum.Ended(1, 2, 3, 4, 9, 6, 7, "o").checksum(),
        new Checksum.Ended(1, 2, 3, 4, 5, 9, 7, "o").checksum(),
        new Checksum.Ended(1, 2, 3, 4, 5, 6, 9, "o").checksum(),
        new Checksum.Ended(1, 2, 3, 4, 5, 6, 7, "p").checksum(),
        new Checksum.Ended(1, 2, 3, 4, 5, 6, 7, null).checksum());
  }

  @Test
  void the_sums_of_ids_give_the_id_of_a_missing_record() {
    JobId other = JobId.of(ID.sequence() + (3L << 33), (1L << 52) + 11);
    IdChecksum all = sums(ID).plus(sums(other));

    assertThat(all.minus(sums(other)).id()).isEqualTo(ID);
    assertThat(all.minus(sums(ID)).id()).isEqualTo(other);
    assertThat(all.minus(all).isNothing()).isTrue();
    assertThat(Stream.of(1L, 1L << 32).map(sequence -> new IdChecksum(sequence, 0, 0, 0)))
        .noneMatch(IdChecksum::isNothing);
    assertThat(new IdChecksum(0, 1, 0, 0).isNothing()).isFalse();
    assertThat(new IdChecksum(0, 0, 1, 0).isNothing()).isFalse();
    assertThat(new IdChecksum(0, 0, 0, 1).isNothing()).isFalse();
  }

  private static IdChecksum sums(JobId id) {
    PipelineState state = PipelineStateTest.state();
    IdChecksum.add(state, id);
    IdChecksum.add(state, ID);
    IdChecksum.remove(state, ID);
    var counts = new long[Counter.ALL.length];
    for (Counter counter : Counter.ALL) counts[counter.at] = state.count(counter);
    return IdChecksum.of(counts);
  }

  private static void assertDiffer(Long... checksums) {
    assertThat(checksums).doesNotHaveDuplicates();
  }
}
