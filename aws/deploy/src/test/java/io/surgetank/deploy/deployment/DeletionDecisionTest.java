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

  private static DeletionDecision decision(
      PendingWork pendingWork, Confirmation confirmation, boolean interactive) {
    return DeletionDecision.of(
        pendingWork, new DeletionDecision.Context("prod", confirmation, interactive));
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
  void if_no_jobs_wait_a_yes_is_asked_for() {
    assertThat(decision(IDLE, Confirmation.NONE, true)).isEqualTo(new DeletionDecision.Ask());
  }

  @Test
  void if_jobs_wait_or_cannot_be_counted_the_name_of_the_stage_must_be_typed() {
    for (PendingWork pendingWork : busy())
      assertThat(decision(pendingWork, Confirmation.NONE, true))
          .as(pendingWork.toString())
          .isEqualTo(new DeletionDecision.AskToType("prod"));
  }

  @Test
  void without_a_terminal_the_deletion_is_refused() {
    assertThat(decision(IDLE, Confirmation.NONE, false))
        .isInstanceOf(DeletionDecision.Refuse.class);
    for (PendingWork pendingWork : busy())
      assertThat(decision(pendingWork, Confirmation.NONE, false))
          .isInstanceOf(DeletionDecision.Refuse.class);
  }

  @Test
  void yes_alone_is_enough_only_if_no_jobs_wait() {
    assertThat(decision(IDLE, Confirmation.YES, false)).isEqualTo(new DeletionDecision.Proceed());
    for (PendingWork pendingWork : busy())
      for (boolean interactive : new boolean[] {true, false})
        assertThat(decision(pendingWork, Confirmation.YES, interactive))
            .isInstanceOfSatisfying(
                DeletionDecision.Refuse.class,
                refused -> assertThat(refused.reason()).contains("--discard-unfinished-jobs"));
  }

  @Test
  void yes_with_discard_unfinished_jobs_is_always_enough() {
    for (PendingWork pendingWork : busy())
      assertThat(decision(pendingWork, Confirmation.YES_AND_DISCARD_JOBS, false))
          .isEqualTo(new DeletionDecision.Proceed());
  }
}
