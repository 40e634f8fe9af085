package io.surgetank.aws.table;

import io.surgetank.event.Event;
import io.surgetank.job.JobId;
import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.DeadSummary;
import io.surgetank.store.FailureCounts;
import io.surgetank.store.JobQuery;
import io.surgetank.store.TrailEntry;
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
  private static final TrailEntry.Extent SO_FAR = TrailEntry.Extent.SO_FAR;

  /// Each dead letter takes two reads of items. So many take seconds; a list is not to take
  /// minutes.
  private static final int MAX_SUMMARIZED = 10_000;

  private final Table table;
  private final Outbox outbox;
  private final Trail trail;
  private final Pacing pacing;
  private final Consumer<Event> events;

  DynamoDeadLetters(Table table, Outbox outbox, Trail trail, Consumer<Event> events) {
    this.table = table;
    this.outbox = outbox;
    this.trail = trail;
    this.pacing = table.pacing();
    this.events = events;
  }

  @Override
  public long count(DeadFilter filter) {
    var count = new AtomicLong();
    eachPage(
        filter,
        Optional.empty(),
        JobQuery.MAX_LIMIT,
        page -> count.addAndGet(page.meant().size()) >= 0);
    return count.get();
  }

  @Override
  public DeadSummary summary(DeadFilter filter) {
    return summary(filter, MAX_SUMMARIZED);
  }

  /// Of the newest dead letters, of which at most so many are read.
  DeadSummary summary(DeadFilter filter, int most) {
    var counts = new FailureCounts();
    var read = new AtomicInteger();
    var extent = new AtomicReference<>(TrailEntry.Extent.WHOLE);
    eachPage(
        filter,
        Optional.empty(),
        Math.min(most, JobQuery.MAX_LIMIT),
        page -> {
          if (read.get() >= most) {
            extent.set(SO_FAR);
            return false;
          }
          read.addAndGet(page.read());
          for (Card card : page.meant())
            if (card.life().state() instanceof State.Dead(var failure, _)) counts.add(failure, 1);
          return true;
        });
    return counts.summary(extent.get());
  }

  @Override
  public List<JobRecord> list(DeadFilter filter, Optional<JobId> before, int limit) {
    var found = new ArrayList<JobRecord>();
    eachPage(
        filter,
        before,
        JobQuery.MAX_LIMIT,
        page -> {
          page.meant().stream().limit(limit - found.size()).map(Card::record).forEach(found::add);
          return found.size() < limit;
        });
    return found;
  }

  @Override
  public TrailEntry redrive(DeadFilter filter, String actor) {
    var begun = new TrailEntry(table.now(), actor, TrailEntry.Act.REDRIVE, filter, 0, SO_FAR);
    return carriedOut(begun, this::redrive);
  }

  private int redrive(List<Card> page) {
    var steps = new ArrayList<java.util.concurrent.Callable<List<Card>>>();
    for (Card card : page)
      steps.add(() -> {
        Step step = Steps.redrive(card, table.now());
        return table.commit(step) ? List.of(step.after()) : List.of();
      });
    List<Card> done = Lines.together(steps).stream().flatMap(List::stream).toList();
    outbox.send(done);
    return done.size();
  }

  @Override
  public TrailEntry purge(DeadFilter filter, String actor) {
    var begun = new TrailEntry(table.now(), actor, TrailEntry.Act.PURGE, filter, 0, SO_FAR);
    return carriedOut(begun, page -> (int) page.stream().filter(table::purge).count());
  }

  @Override
  public void record(TrailEntry entry) {
    var _ = trail.begin(entry);
    events.accept(new Event.Operated(entry));
  }

  @Override
  public List<TrailEntry> trail(int limit) {
    return trail.newest(limit);
  }

  private TrailEntry carriedOut(TrailEntry begun, ToIntFunction<List<Card>> step) {
    JobId place = trail.begin(begun);
    var done = new AtomicLong();
    eachPage(
        begun.filter(),
        Optional.empty(),
        pacing.step(),
        page -> {
          List<Card> meant = page.meant();
          done.addAndGet(step.applyAsInt(meant));
          if (meant.isEmpty()) return true;
          trail.write(place, begun.reached(done.get(), SO_FAR));
          pause(meant.size(), done.get());
          return true;
        });
    TrailEntry whole = begun.reached(done.get(), TrailEntry.Extent.WHOLE);
    trail.write(place, whole);
    events.accept(new Event.Operated(whole));
    return whole;
  }

  private void pause(int jobs, long inAll) {
    try {
      pacing.after(jobs, inAll);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted after " + inAll + " jobs; do it again"));
    }
  }

  /// Dead letters that were read, and those of them that the filter means.
  private record Read(int read, List<Card> meant) {}

  /// Hands over what the filter means, newest first, until the pages end or enough is said.
  private void eachPage(DeadFilter filter, Optional<JobId> first, int size, Predicate<Read> more) {
    List<String> asked = new Lines(table).of(pipelines(filter), List.of(Status.DEAD));
    String before = first.map(JobId::toString).orElse(Lines.LAST);
    List<JobId> ids = next(asked, filter, before, size);
    while (!ids.isEmpty()) {
      Map<JobId, Card> cards = table.cards(ids);
      var meant = new ArrayList<Card>();
      for (JobId id : ids) {
        Card card = cards.get(id);
        if (card != null && means(filter, card)) meant.add(card);
      }
      if (!more.test(new Read(ids.size(), meant))) return;
      before = ids.getLast().toString();
      ids = next(asked, filter, before, size);
    }
  }

  private List<JobId> next(List<String> asked, DeadFilter filter, String before, int size) {
    if (filter.ids().isEmpty()) return new Lines(table).newest(asked, Instant.EPOCH, before, size);
    return filter.ids().stream()
        .distinct()
        .filter(id -> id.toString().compareTo(before) < 0)
        .sorted(java.util.Comparator.reverseOrder())
        .limit(size)
        .toList();
  }

  private List<PipelineName> pipelines(DeadFilter filter) {
    List<PipelineName> all = table.pipelines().all().stream().map(Pipeline::name).toList();
    return filter.pipelines().isEmpty()
        ? all
        : all.stream().filter(filter.pipelines()::contains).toList();
  }

  private static boolean means(DeadFilter filter, Card card) {
    return card.life().state() instanceof State.Dead(var failure, _)
        && (filter.ids().isEmpty() || filter.ids().contains(card.job().id()))
        && (filter.pipelines().isEmpty() || filter.pipelines().contains(card.job().pipeline()))
        && failure
            .toLowerCase(Locale.ROOT)
            .contains(filter.failureContains().toLowerCase(Locale.ROOT));
  }
}
