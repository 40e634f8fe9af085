package io.surgetank.proof.durability;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.proof.durability.JobState.Phase;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a store must contain, by the calls that have returned, and what it may contain, by those
/// that have begun. The calls for one job never overlap.
final class ExpectedStore {
  private final Map<JobId, ExpectedJob> jobs = new LinkedHashMap<>();
  private final Map<Integer, StoreNote.Began> running = new HashMap<>();
  private final Set<String> actors = new LinkedHashSet<>();
  private long now;

  void apply(StoreNote note) {
    switch (note) {
      case StoreNote.ProcessStarted(long clock) -> {
        now = clock;
        running.clear();
      }
      case StoreNote.StoreOpened(long clock) -> {
        now = clock;
        jobs.values().forEach(job -> job.took(state -> state.abandoned(clock)));
      }
      case StoreNote.Began began -> {
        now = began.clock();
        running.put(began.number(), began);
        began(began.call());
      }
      case StoreNote.Returned(int number, var results) -> {
        StoreNote.Began began = running.remove(number);
        if (began == null) throw new IllegalStateException("call " + number + " had not begun");
        returned(began, results);
      }
    }
  }

  private void began(StoreCall call) {
    switch (call) {
      case StoreCall.Put(var put) ->
          put.forEach(job ->
              jobs.computeIfAbsent(job.id(), _ -> new ExpectedJob(job)).mayTake(JobState::put));
      case StoreCall.Lease(var pipeline) ->
          of(pipeline).forEach(job -> job.mayTake(JobState::leased));
      case StoreCall.Settle(var id, var end) -> job(id).mayTake(state -> state.settled(end, now));
      case StoreCall.Release(var id) -> job(id).mayTake(JobState::released);
      case StoreCall.Cancel(var id) -> job(id).mayTake(state -> state.cancelled(now));
      case StoreCall.Redrive(var pipeline) ->
          of(pipeline).forEach(job -> job.mayTake(JobState::redriven));
      case StoreCall.Purge(var pipeline) ->
          of(pipeline).forEach(job -> job.mayTake(JobState::purged));
      case StoreCall.Maintain() ->
          jobs.values()
              .forEach(job -> {
                job.mayTake(state -> Optional.of(state.abandoned(now)));
                job.mayTake(state -> state.removed(now));
              });
    }
  }

  private void returned(StoreNote.Began began, List<String> results) {
    switch (began.call()) {
      case StoreCall.Put(var put) -> {
        for (int i = 0; i < put.size(); i++) {
          boolean isStored = results.get(i).equals("stored");
          job(put.get(i).id()).is(state -> isStored != (state.phase() == Phase.ABSENT));
        }
      }
      case StoreCall.Lease(var pipeline) -> leased(pipeline, results);
      case StoreCall.Settle(var id, var end) ->
          job(id)
              .is(state ->
                  results.contains("SETTLED")
                      ? state.phase() == end
                      : state.phase() != Phase.LEASED);
      case StoreCall.Release(var id) ->
          job(id).is(state -> !results.contains("SETTLED") || state.isWaiting());
      case StoreCall.Cancel(var id) ->
          job(id).is(state -> results.contains("cancelled") == (state.phase() == Phase.CANCELLED));
      case StoreCall.Redrive(var pipeline) -> {
        of(pipeline).forEach(job -> job.is(state -> state.phase() != Phase.DEAD));
        acted(began.number(), results);
      }
      case StoreCall.Purge(var pipeline) -> {
        of(pipeline).forEach(job -> job.is(state -> state.phase() != Phase.DEAD));
        acted(began.number(), results);
      }
      case StoreCall.Maintain() -> maintained(began.clock(), results);
    }
  }

  /// @param results a leased job's id, round and attempt, three parts each
  private void leased(PipelineName pipeline, List<String> results) {
    var attempts = new HashMap<String, String>();
    for (int i = 0; i < results.size(); i += 3)
      attempts.put(results.get(i), results.get(i + 1) + "/" + results.get(i + 2));
    for (ExpectedJob job : of(pipeline)) {
      String attempt = attempts.remove(job.put.id().toString());
      if (attempt == null) job.is(state -> state.phase() != Phase.LEASED || wasLeased(job));
      else
        job.is(state ->
            state.phase() == Phase.LEASED && attempt.equals(state.round() + "/" + state.number()));
    }
    if (!attempts.isEmpty())
      throw new IllegalStateException("jobs were delivered that were not put: " + attempts);
  }

  /// Whether it was leased before the last call: then the call cannot have leased it.
  private static boolean wasLeased(ExpectedJob job) {
    return job.states().stream().noneMatch(JobState::isWaiting);
  }

  /// @param results the number of jobs
  private void acted(int call, List<String> results) {
    if (!results.contains("0")) actors.add(StoreNote.actor(call));
  }

  /// @param results the ids of all jobs that are left
  private void maintained(long clock, List<String> results) {
    Set<String> left = Set.copyOf(results);
    for (ExpectedJob job : jobs.values()) {
      job.took(state -> state.abandoned(clock));
      job.is(state -> left.contains(job.put.id().toString()) != (state.phase() == Phase.ABSENT));
    }
  }

  Collection<ExpectedJob> jobs() {
    return jobs.values();
  }

  Optional<ExpectedJob> find(JobId id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /// The operators' actions that the audit log must have.
  Set<String> actors() {
    return actors;
  }

  long now() {
    return now;
  }

  private List<ExpectedJob> of(PipelineName pipeline) {
    return jobs.values().stream().filter(job -> job.put.pipeline().equals(pipeline)).toList();
  }

  private ExpectedJob job(JobId id) {
    return find(id).orElseThrow(() -> new IllegalStateException("job " + id + " was not put"));
  }
}
