package io.surgetank.load.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionsTest {
  private static final PayloadMix MIX = new PayloadMix(0.1, 0.2, 0.05);

  private final Submissions submissions =
      new Submissions(
          new FilePayloads(List.of("{\"n\":1}", "{\"n\":2}")), MIX, 42, Submissions.Keys.EACH);

  @Test
  void the_shares_are_as_configured() {
    Map<SubmissionKind, Integer> counts = new EnumMap<>(SubmissionKind.class);
    for (long n = 0; n < 10_000; n++)
      counts.merge(submissions.at(n).submissionKind(), 1, Integer::sum);

    assertThat(counts.get(SubmissionKind.INVALID)).isBetween(900, 1100);
    assertThat(counts.get(SubmissionKind.DUPLICATE)).isBetween(1850, 2150);
    assertThat(counts.get(SubmissionKind.POISON)).isBetween(420, 580);
  }

  @Test
  void a_duplicate_has_the_key_and_payload_of_an_earlier_valid_submission() {
    for (long n = 0; n < 2_000; n++) {
      GeneratedSubmission one = submissions.at(n);
      if (one.submissionKind() != SubmissionKind.DUPLICATE) continue;
      GeneratedSubmission original = submissions.at(one.original());

      assertThat(one.original()).isLessThan(n);
      assertThat(original.submissionKind()).isEqualTo(SubmissionKind.VALID);
      assertThat(one.key()).isEqualTo(original.key()).isNotEmpty();
      assertThat(one.body()).isEqualTo(original.body());
    }
  }

  @Test
  void all_others_have_unique_keys() {
    assertThat(
            java.util.stream.LongStream.range(0, 1000)
                .mapToObj(submissions::at)
                .filter(one -> one.submissionKind() != SubmissionKind.DUPLICATE)
                .map(GeneratedSubmission::key))
        .doesNotHaveDuplicates();
  }

  @Test
  void shares_are_read_as_percent_or_fraction_and_bounded() {
    assertThat(PayloadMix.share("5%")).isEqualTo(0.05);
    assertThat(PayloadMix.share("0.05")).isEqualTo(0.05);
    assertThatIllegalArgumentException().isThrownBy(() -> PayloadMix.share("five"));
    assertThatIllegalArgumentException().isThrownBy(() -> new PayloadMix(0.5, 0.5, 0.1));
  }
}
