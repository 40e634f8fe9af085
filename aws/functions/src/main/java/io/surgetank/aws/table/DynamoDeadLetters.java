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

/// Dead letters, a page at a time. An act that is cut short leaves whole jobs behind: those
/// redriven are pending and sent by the sweeper at the latest, the others are dead letters still,
/// and doing it again does the rest. The trail has it before the first job and tells how far it
/// came.
final class DynamoDeadLetters implements DeadLetters {
  private static final OperatorAction.Extent PARTIAL = OperatorAction.Extent.PARTIAL;

  /// Each dead letter takes two reads of items. So many take seconds; a list is not to take
  /// minutes.
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
    this.bulkThrottle = jobTable.pacing();
    this.events = events;
  }

  @Override
  public long count(DeadLetterFilter filter) {
    var count = new AtomicLong();
    eachPage(
        filter,
        Optional.empty(),
        JobQuery.MAX_LIMIT,
        page -> count.addAndGet(page.meant().size()) >= 0);
    return count.get();
  }

  @Override
  public DeadLetterSummary summary(DeadLetterFilter filter) {
    return summary(filter, MAX_SUMMARIZED);
  }

  /// Of the newest dead letters, of which at most so many are read.
  DeadLetterSummary summary(DeadLetterFilter filter, int most) {
    var counts = new FailureCounts();
    var read = new AtomicInteger();
    var extent = new AtomicReference<>(OperatorAction.Extent.COMPLETE);
    eachPage(
        filter,
        Optional.empty(),
        Math.min(most, JobQuery.MAX_LIMIT),
        page -> {
          if (read.get() >= most) {
            extent.set(PARTIAL);
            return false;
          }
          read.addAndGet(page.read());
          for (JobItem jobItem : page.meant())
            if (jobItem.jobState().state() instanceof State.Dead(var failure, _))
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
          page.meant().stream()
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
        new OperatorAction(jobTable.now(), actor, OperatorAction.Act.REDRIVE, filter, 0, PARTIAL);
    return carriedOut(begun, this::redrive);
  }

  private int redrive(List<JobItem> page) {
    var steps = new ArrayList<java.util.concurrent.Callable<List<JobItem>>>();
    for (JobItem jobItem : page)
      steps.add(() -> {
        Transition transition = Transitions.redrive(jobItem, jobTable.now());
        return jobTable.commit(transition) ? List.of(transition.after()) : List.of();
      });
    List<JobItem> done = JobIndex.together(steps).stream().flatMap(List::stream).toList();
    outbox.send(done);
    return done.size();
  }

  @Override
  public OperatorAction purge(DeadLetterFilter filter, String actor) {
    var begun =
        new OperatorAction(jobTable.now(), actor, OperatorAction.Act.PURGE, filter, 0, PARTIAL);
    return carriedOut(begun, page -> (int) page.stream().filter(jobTable::purge).count());
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

  private OperatorAction carriedOut(OperatorAction begun, ToIntFunction<List<JobItem>> step) {
    JobId place = auditLog.begin(begun);
    var done = new AtomicLong();
    eachPage(
        begun.filter(),
        Optional.empty(),
        bulkThrottle.step(),
        page -> {
          List<JobItem> meant = page.meant();
          done.addAndGet(step.applyAsInt(meant));
          if (meant.isEmpty()) return true;
          auditLog.write(place, begun.reached(done.get(), PARTIAL));
          pause(meant.size(), done.get());
          return true;
        });
    OperatorAction whole = begun.reached(done.get(), OperatorAction.Extent.COMPLETE);
    auditLog.write(place, whole);
    events.accept(new Event.OperatorActed(whole));
    return whole;
  }

  private void pause(int jobs, long inAll) {
    try {
      bulkThrottle.after(jobs, inAll);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted after " + inAll + " jobs; do it again"));
    }
  }

  /// Dead letters that were read, and those of them that the filter means.
  private record Read(int read, List<JobItem> meant) {}

  /// Hands over what the filter means, newest first, until the pages end or enough is said.
  private void eachPage(
      DeadLetterFilter filter, Optional<JobId> first, int size, Predicate<Read> more) {
    List<String> asked = new JobIndex(jobTable).of(pipelines(filter), List.of(Status.DEAD));
    String before = first.map(JobId::toString).orElse(JobIndex.LAST);
    List<JobId> ids = next(asked, filter, before, size);
    while (!ids.isEmpty()) {
      Map<JobId, JobItem> cards = jobTable.cards(ids);
      var meant = new ArrayList<JobItem>();
      for (JobId id : ids) {
        JobItem jobItem = cards.get(id);
        if (jobItem != null && means(filter, jobItem)) meant.add(jobItem);
      }
      if (!more.test(new Read(ids.size(), meant))) return;
      before = ids.getLast().toString();
      ids = next(asked, filter, before, size);
    }
  }

  private List<JobId> next(List<String> asked, DeadLetterFilter filter, String before, int size) {
    if (filter.ids().isEmpty())
      return new JobIndex(jobTable).newest(asked, Instant.EPOCH, before, size);
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

  private static boolean means(DeadLetterFilter filter, JobItem jobItem) {
    return jobItem.jobState().state() instanceof State.Dead(var failure, _)
        && (filter.ids().isEmpty() || filter.ids().contains(jobItem.job().id()))
        && (filter.pipelines().isEmpty() || filter.pipelines().contains(jobItem.job().pipeline()))
        && failure
            .toLowerCase(Locale.ROOT)
            .contains(filter.failureContains().toLowerCase(Locale.ROOT));
  }
}
