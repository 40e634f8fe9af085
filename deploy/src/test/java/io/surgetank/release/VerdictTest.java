package io.surgetank.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Look IDLE =
      new Look(
          List.of(new Waiting("q", "url", 0, 0, 0)),
          new Jobs.Counted(Map.of("orders", 0L), Map.of("orders", 3L)));

  private static Verdict verdict(Look look, Consent consent, boolean attended) {
    return Verdict.of(look, new Verdict.Circumstances("prod", consent, attended));
  }

  private static List<Look> busy() {
    return List.of(
        new Look(List.of(new Waiting("q", "url", 1, 0, 0)), new Jobs.None()),
        new Look(List.of(new Waiting("q", "url", 0, 1, 0)), new Jobs.None()),
        new Look(List.of(new Waiting("q-dlq", "url", 0, 0, 1)), new Jobs.None()),
        new Look(List.of(), new Jobs.Counted(Map.of("orders", 1L), Map.of())),
        new Look(List.of(), new Jobs.Unknown("no rights")));
  }

  @Test
  void where_nothing_waits_a_plain_question_will_do() {
    assertThat(verdict(IDLE, Consent.NONE, true)).isEqualTo(new Verdict.Ask());
  }

  @Test
  void where_work_waits_or_cannot_be_counted_the_stage_s_name_must_be_typed() {
    for (Look look : busy())
      assertThat(verdict(look, Consent.NONE, true))
          .as(look.toString())
          .isEqualTo(new Verdict.AskFor("prod"));
  }

  @Test
  void nobody_there_means_no() {
    assertThat(verdict(IDLE, Consent.NONE, false)).isInstanceOf(Verdict.Refuse.class);
    for (Look look : busy())
      assertThat(verdict(look, Consent.NONE, false)).isInstanceOf(Verdict.Refuse.class);
  }

  @Test
  void a_yes_is_good_for_an_empty_stage_alone() {
    assertThat(verdict(IDLE, Consent.YES, false)).isEqualTo(new Verdict.Go());
    for (Look look : busy())
      for (boolean attended : new boolean[] {true, false})
        assertThat(verdict(look, Consent.YES, attended))
            .isInstanceOfSatisfying(
                Verdict.Refuse.class,
                refused -> assertThat(refused.why()).contains("--discard-waiting-jobs"));
  }

  @Test
  void a_yes_that_names_the_loss_is_good_for_all() {
    for (Look look : busy())
      assertThat(verdict(look, Consent.YES_WITH_WAITING, false)).isEqualTo(new Verdict.Go());
  }
}
