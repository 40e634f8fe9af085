package io.surgetank.aws.table;

import io.surgetank.event.Event;
import io.surgetank.job.JobId;
import io.surgetank.job.JobIds;
import io.surgetank.job.JobRecord;
import io.surgetank.job.PipelineName;
import io.surgetank.job.State;
import io.surgetank.job.Status;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.DeadLetters;
import io.surgetank.store.JobQuery;
import io.surgetank.store.TrailEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Dead letters, a page at a time. A redrive that is cut short leaves whole jobs behind: those done
/// are pending and sent by the sweeper at the latest, the others are dead letters still, and doing
/// it again does the rest.
final class DynamoDeadLetters implements DeadLetters {
  private final Table table;
  private final Outbox outbox;
  private final Trail trail;
  private final Consumer<Event> events;

  DynamoDeadLetters(Table table, Outbox outbox, JobIds ids, Consumer<Event> events) {
    this.table = table;
    this.outbox = outbox;
    this.trail = new Trail(table, ids);
    this.events = events;
  }

  @Override
  public long count(DeadFilter filter) {
    var count = new AtomicLong();
    eachPage(filter, page -> count.addAndGet(page.size()) >= 0);
    return count.get();
  }

  @Override
  public List<JobRecord> newest(DeadFilter filter, int limit) {
    var found = new ArrayList<JobRecord>();
    eachPage(
        filter,
        page -> {
          page.stream().limit(limit - found.size()).map(Card::record).forEach(found::add);
          return found.size() < limit;
        });
    return found;
  }

  @Override
  public TrailEntry redrive(DeadFilter filter, String actor) {
    var redriven = new AtomicLong();
    eachPage(
        filter,
        page -> {
          redriven.addAndGet(redrive(page));
          return true;
        });
    return noted(TrailEntry.Act.REDRIVE, filter, actor, redriven.get());
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
    var purged = new AtomicLong();
    eachPage(
        filter,
        page -> {
          for (Card card : page) if (table.remove(card)) purged.incrementAndGet();
          return true;
        });
    return noted(TrailEntry.Act.PURGE, filter, actor, purged.get());
  }

  @Override
  public List<TrailEntry> trail(int limit) {
    return trail.newest(limit);
  }

  private TrailEntry noted(TrailEntry.Act act, DeadFilter filter, String actor, long jobs) {
    var entry = new TrailEntry(table.now(), actor, act, filter, jobs);
    trail.add(entry);
    events.accept(new Event.Operated(entry));
    return entry;
  }

  /// Hands over what the filter means, newest first, until the pages end or enough is said.
  private void eachPage(DeadFilter filter, Predicate<List<Card>> more) {
    var lines = new Lines(table);
    List<String> asked = lines.of(pipelines(filter), List.of(Status.DEAD));
    String before = Lines.LAST;
    List<JobId> ids = next(lines, asked, filter, before);
    while (!ids.isEmpty()) {
      Map<JobId, Card> cards = table.cards(ids);
      var meant = new ArrayList<Card>();
      for (JobId id : ids) {
        Card card = cards.get(id);
        if (card != null && means(filter, card)) meant.add(card);
      }
      if (!more.test(meant)) return;
      before = ids.getLast().toString();
      ids = next(lines, asked, filter, before);
    }
  }

  private static List<JobId> next(
      Lines lines, List<String> asked, DeadFilter filter, String before) {
    if (filter.ids().isEmpty())
      return lines.newest(asked, Instant.EPOCH, before, JobQuery.MAX_LIMIT);
    return filter.ids().stream()
        .distinct()
        .filter(id -> id.toString().compareTo(before) < 0)
        .sorted(java.util.Comparator.reverseOrder())
        .limit(JobQuery.MAX_LIMIT)
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
