package io.surgetank.aws.table;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.job.Status;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.DeadLetterSummary;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.FailureCounts;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.OperatorAction;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// Dead letters, processed page by page. An action that is interrupted leaves every job consistent:
/// redriven ones are pending and sent by the sweeper at the latest, the others are still dead
/// letters, and repeating the action completes it. The audit log has an entry before the first job
/// changes, which shows the progress.
final class DynamoDeadLetters implements DeadLetters {
  private static final OperatorAction.Extent PARTIAL = OperatorAction.Extent.PARTIAL;

  /// Each dead letter takes two item reads. This many take seconds; a list must not take minutes.
  private static final int MAX_SUMMARIZED = 10_000;

  private final JobTable jobTable;
  private final Outbox outbox;
  private final AuditLog auditLog;
  private final BulkThrottle bulkThrottle;
  private final Consumer<Event> events;

  DynamoDeadLetters(JobTable jobTable, Outbox outbox, AuditLog auditLog, Consumer<Event> events) {
    this.jobTable = jobTable;
    this.outbox = outbox;
    this.auditLog = auditLog;
    this.bulkThrottle = jobTable.bulkThrottle();
    this.events = events;
  }

  @Override
  public long count(DeadLetterFilter filter) {
    var count = new AtomicLong();
    eachPage(
        filter,
        Optional.empty(),
        JobQuery.MAX_LIMIT,
        page -> count.addAndGet(page.matching().size()) >= 0);
    return count.get();
  }

  @Override
  public DeadLetterSummary summary(DeadLetterFilter filter) {
    return summary(filter, MAX_SUMMARIZED);
  }

  /// Summarizes the newest dead letters.
  ///
  /// @param limit how many are read at most, give or take a page
  DeadLetterSummary summary(DeadLetterFilter filter, int limit) {
    var counts = new FailureCounts();
    var read = new AtomicInteger();
    var extent = new AtomicReference<>(OperatorAction.Extent.COMPLETE);
    eachPage(
        filter,
        Optional.empty(),
        Math.min(limit, JobQuery.MAX_LIMIT),
        page -> {
          if (read.get() >= limit) {
            extent.set(PARTIAL);
            return false;
          }
          read.addAndGet(page.read());
          for (JobItem jobItem : page.matching())
            if (jobItem.jobExecutionState().state() instanceof State.Dead(var failure, _))
              counts.add(failure, 1);
          return true;
        });
    return counts.summary(extent.get());
  }

  @Override
  public List<JobRecord> list(DeadLetterFilter filter, Optional<JobId> before, int limit) {
    var found = new ArrayList<JobRecord>();
    eachPage(
        filter,
        before,
        JobQuery.MAX_LIMIT,
        page -> {
          page.matching().stream()
              .limit(limit - found.size())
              .map(JobItem::record)
              .forEach(found::add);
          return found.size() < limit;
        });
    return found;
  }

  @Override
  public OperatorAction redrive(DeadLetterFilter filter, String actor) {
    var begun =
        new OperatorAction(jobTable.now(), actor, OperatorAction.Type.REDRIVE, filter, 0, PARTIAL);
    return execute(begun, this::redrive);
  }

  private int redrive(List<JobItem> page) {
    var steps = new ArrayList<java.util.concurrent.Callable<List<JobItem>>>();
    for (JobItem jobItem : page)
      steps.add(() -> {
        Transition transition = Transitions.redrive(jobItem, jobTable.now());
        return jobTable.commit(transition) ? List.of(transition.after()) : List.of();
      });
    List<JobItem> done = JobIndex.concurrently(steps).stream().flatMap(List::stream).toList();
    outbox.send(done);
    return done.size();
  }

  @Override
  public OperatorAction purge(DeadLetterFilter filter, String actor) {
    var begun =
        new OperatorAction(jobTable.now(), actor, OperatorAction.Type.PURGE, filter, 0, PARTIAL);
    return execute(begun, page -> (int) page.stream().filter(jobTable::purge).count());
  }

  @Override
  public void record(OperatorAction entry) {
    var _ = auditLog.begin(entry);
    events.accept(new Event.OperatorActed(entry));
  }

  @Override
  public List<OperatorAction> operatorActions(int limit) {
    return auditLog.newest(limit);
  }

  private OperatorAction execute(OperatorAction begun, ToIntFunction<List<JobItem>> step) {
    JobId entry = auditLog.begin(begun);
    var done = new AtomicLong();
    eachPage(
        begun.filter(),
        Optional.empty(),
        bulkThrottle.step(),
        page -> {
          List<JobItem> matching = page.matching();
          done.addAndGet(step.applyAsInt(matching));
          if (matching.isEmpty()) return true;
          auditLog.write(entry, begun.reached(done.get(), PARTIAL));
          throttle(matching.size(), done.get());
          return true;
        });
    OperatorAction completed = begun.reached(done.get(), OperatorAction.Extent.COMPLETE);
    auditLog.write(entry, completed);
    events.accept(new Event.OperatorActed(completed));
    return completed;
  }

  private void throttle(int jobs, long total) {
    try {
      bulkThrottle.after(jobs, total);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException(
              "interrupted after " + total + " jobs; repeat the command to continue"));
    }
  }

  /// @param read how many dead letters were read
  /// @param matching those of them that match the filter
  private record DeadLetterPage(int read, List<JobItem> matching) {}

  /// Calls the action for each page of dead letters, newest first, until it returns false.
  private void eachPage(
      DeadLetterFilter filter, Optional<JobId> first, int size, Predicate<DeadLetterPage> action) {
    List<String> partitions =
        new JobIndex(jobTable).partitions(pipelines(filter), List.of(Status.DEAD));
    String before = first.map(JobId::toString).orElse(JobIndex.LAST);
    List<JobId> ids = next(partitions, filter, before, size);
    while (!ids.isEmpty()) {
      Map<JobId, JobItem> items = jobTable.items(ids);
      var matching = new ArrayList<JobItem>();
      for (JobId id : ids) {
        JobItem jobItem = items.get(id);
        if (jobItem != null && matches(filter, jobItem)) matching.add(jobItem);
      }
      if (!action.test(new DeadLetterPage(ids.size(), matching))) return;
      before = ids.getLast().toString();
      ids = next(partitions, filter, before, size);
    }
  }

  private List<JobId> next(
      List<String> partitions, DeadLetterFilter filter, String before, int size) {
    if (filter.ids().isEmpty())
      return new JobIndex(jobTable).newest(partitions, Instant.EPOCH, before, size);
    return filter.ids().stream()
        .distinct()
        .filter(id -> id.toString().compareTo(before) < 0)
        .sorted(java.util.Comparator.reverseOrder())
        .limit(size)
        .toList();
  }

  private List<PipelineName> pipelines(DeadLetterFilter filter) {
    List<PipelineName> all = jobTable.pipelines().all().stream().map(Pipeline::name).toList();
    return filter.pipelines().isEmpty()
        ? all
        : all.stream().filter(filter.pipelines()::contains).toList();
  }

  private static boolean matches(DeadLetterFilter filter, JobItem jobItem) {
    return jobItem.jobExecutionState().state() instanceof State.Dead(var failure, _)
        && (filter.ids().isEmpty() || filter.ids().contains(jobItem.job().id()))
        && (filter.pipelines().isEmpty() || filter.pipelines().contains(jobItem.job().pipeline()))
        && failure
            .toLowerCase(Locale.ROOT)
            .contains(filter.failureContains().toLowerCase(Locale.ROOT));
  }
}
