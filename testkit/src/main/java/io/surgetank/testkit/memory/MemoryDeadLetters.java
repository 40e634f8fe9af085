package io.surgetank.testkit.memory;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.State;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetterSummary;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.FailureCounts;
import io.surgetank.core.store.OperatorAction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Dead letters, found by scanning all jobs.
final class MemoryDeadLetters implements DeadLetters {
  private final MemoryState memoryState;

  MemoryDeadLetters(MemoryState memoryState) {
    this.memoryState = memoryState;
  }

  @Override
  public long count(DeadLetterFilter filter) {
    return memoryState.locked(() -> (long) matching(filter).size());
  }

  @Override
  public DeadLetterSummary summary(DeadLetterFilter filter) {
    return memoryState.locked(() -> {
      var counts = new FailureCounts();
      for (StoredJob storedJob : matching(filter))
        if (storedJob.state instanceof State.Dead(var failure, _)) counts.add(failure, 1);
      return counts.summary(OperatorAction.Extent.COMPLETE);
    });
  }

  @Override
  public List<JobRecord> list(DeadLetterFilter filter, Optional<JobId> before, int limit) {
    return memoryState.locked(() ->
        matching(filter).stream()
            .filter(
                storedJob -> before.map(id -> storedJob.job().id().compareTo(id) < 0).orElse(true))
            .limit(limit)
            .map(memoryState::record)
            .toList());
  }

  @Override
  public OperatorAction redrive(DeadLetterFilter filter, String actor) {
    return execute(
        OperatorAction.Type.REDRIVE,
        filter,
        actor,
        matching -> {
          matching.forEach(this::redrive);
          matching.forEach(memoryState::advance);
        });
  }

  @Override
  public OperatorAction purge(DeadLetterFilter filter, String actor) {
    return execute(
        OperatorAction.Type.PURGE,
        filter,
        actor,
        matching -> matching.forEach(memoryState::remove));
  }

  @Override
  public void record(OperatorAction entry) {
    var _ =
        memoryState.locked(() -> {
          memoryState.keep(entry);
          return entry;
        });
  }

  @Override
  public List<OperatorAction> operatorActions(int limit) {
    return memoryState.locked(
        () -> memoryState.operatorActions.reversed().stream().limit(limit).toList());
  }

  private OperatorAction execute(
      OperatorAction.Type type,
      DeadLetterFilter filter,
      String actor,
      Consumer<List<StoredJob>> step) {
    return memoryState.locked(() -> {
      List<StoredJob> matching = matching(filter);
      step.accept(matching);
      var entry = new OperatorAction(memoryState.moment(), actor, type, filter, matching.size());
      memoryState.keep(entry);
      return entry;
    });
  }

  private void redrive(StoredJob storedJob) {
    storedJob.round++;
    storedJob.begun = 0;
    storedJob.dueAt = memoryState.now();
    storedJob.state = new State.Pending();
    storedJob.held = storedJob.submission.orderingKey().isPresent();
    memoryState.counts(storedJob.job().pipeline()).add(MemoryCounters.Count.REDRIVEN);
  }

  private List<StoredJob> matching(DeadLetterFilter filter) {
    return memoryState.storedJobs.descendingMap().values().stream()
        .filter(storedJob ->
            storedJob.state instanceof State.Dead(var failure, _)
                && means(filter, storedJob, failure))
        .toList();
  }

  private static boolean means(DeadLetterFilter filter, StoredJob storedJob, String failure) {
    return (filter.ids().isEmpty() || filter.ids().contains(storedJob.job().id()))
        && (filter.pipelines().isEmpty() || filter.pipelines().contains(storedJob.job().pipeline()))
        && failure
            .toLowerCase(Locale.ROOT)
            .contains(filter.failureContains().toLowerCase(Locale.ROOT));
  }
}
