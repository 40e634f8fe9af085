package io.surgetank.deploy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeletionDecisionTest {
  private static final PendingWork IDLE =
      new PendingWork(
          List.of(new QueueDepth("q", "url", 0, 0, 0)),
          new JobCounts.Counted(Map.of("orders", 0L), Map.of("orders", 3L)));

  private static DeletionDecision verdict(
      PendingWork pendingWork, Confirmation confirmation, boolean attended) {
    return DeletionDecision.of(
        pendingWork, new DeletionDecision.Circumstances("prod", confirmation, attended));
  }

  private static List<PendingWork> busy() {
    return List.of(
        new PendingWork(List.of(new QueueDepth("q", "url", 1, 0, 0)), new JobCounts.None()),
        new PendingWork(List.of(new QueueDepth("q", "url", 0, 1, 0)), new JobCounts.None()),
        new PendingWork(List.of(new QueueDepth("q-dlq", "url", 0, 0, 1)), new JobCounts.None()),
        new PendingWork(List.of(), new JobCounts.Counted(Map.of("orders", 1L), Map.of())),
        new PendingWork(List.of(), new JobCounts.Unknown("no rights")));
  }

  @Test
  void where_nothing_waits_a_plain_question_will_do() {
    assertThat(verdict(IDLE, Confirmation.NONE, true)).isEqualTo(new DeletionDecision.Ask());
  }

  @Test
  void where_work_waits_or_cannot_be_counted_the_stage_s_name_must_be_typed() {
    for (PendingWork pendingWork : busy())
      assertThat(verdict(pendingWork, Confirmation.NONE, true))
          .as(pendingWork.toString())
          .isEqualTo(new DeletionDecision.AskFor("prod"));
  }

  @Test
  void nobody_there_means_no() {
    assertThat(verdict(IDLE, Confirmation.NONE, false)).isInstanceOf(DeletionDecision.Refuse.class);
    for (PendingWork pendingWork : busy())
      assertThat(verdict(pendingWork, Confirmation.NONE, false))
          .isInstanceOf(DeletionDecision.Refuse.class);
  }

  @Test
  void a_yes_is_good_for_an_empty_stage_alone() {
    assertThat(verdict(IDLE, Confirmation.YES, false)).isEqualTo(new DeletionDecision.Go());
    for (PendingWork pendingWork : busy())
      for (boolean attended : new boolean[] {true, false})
        assertThat(verdict(pendingWork, Confirmation.YES, attended))
            .isInstanceOfSatisfying(
                DeletionDecision.Refuse.class,
                refused -> assertThat(refused.why()).contains("--discard-waiting-jobs"));
  }

  @Test
  void a_yes_that_names_the_loss_is_good_for_all() {
    for (PendingWork pendingWork : busy())
      assertThat(verdict(pendingWork, Confirmation.YES_WITH_WAITING, false))
          .isEqualTo(new DeletionDecision.Go());
  }
}
