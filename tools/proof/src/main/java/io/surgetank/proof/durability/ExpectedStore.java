package io.surgetank.proof.durability;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.proof.durability.JobState.Phase;
import io.surgetank.proof.durability.Note.Call;
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
  private final Map<Integer, Note.Began> running = new HashMap<>();
  private final Set<String> actors = new LinkedHashSet<>();
  private long now;

  void apply(Note note) {
    switch (note) {
      case Note.ProcessStarted(long clock) -> {
        now = clock;
        running.clear();
      }
      case Note.StoreOpened(long clock) -> {
        now = clock;
        jobs.values().forEach(job -> job.took(state -> state.abandoned(clock)));
      }
      case Note.Began began -> {
        now = began.clock();
        running.put(began.call(), began);
        began(began.what());
      }
      case Note.Returned(int call, var results) -> {
        Note.Began began = running.remove(call);
        if (began == null) throw new IllegalStateException("call " + call + " had not begun");
        returned(began, results);
      }
    }
  }

  private void began(Call call) {
    switch (call) {
      case Call.Put(var put) ->
          put.forEach(job ->
              jobs.computeIfAbsent(job.id(), _ -> new ExpectedJob(job)).mayTake(JobState::put));
      case Call.Lease(var pipeline) -> of(pipeline).forEach(job -> job.mayTake(JobState::leased));
      case Call.Settle(var id, var end) -> job(id).mayTake(state -> state.settled(end, now));
      case Call.Release(var id) -> job(id).mayTake(JobState::released);
      case Call.Cancel(var id) -> job(id).mayTake(state -> state.cancelled(now));
      case Call.Redrive(var pipeline) ->
          of(pipeline).forEach(job -> job.mayTake(JobState::redriven));
      case Call.Purge(var pipeline) -> of(pipeline).forEach(job -> job.mayTake(JobState::purged));
      case Call.Maintain() ->
          jobs.values()
              .forEach(job -> {
                job.mayTake(state -> Optional.of(state.abandoned(now)));
                job.mayTake(state -> state.removed(now));
              });
    }
  }

  private void returned(Note.Began began, List<String> results) {
    switch (began.what()) {
      case Call.Put(var put) -> {
        for (int i = 0; i < put.size(); i++) {
          boolean isStored = results.get(i).equals("stored");
          job(put.get(i).id()).is(state -> isStored != (state.phase() == Phase.ABSENT));
        }
      }
      case Call.Lease(var pipeline) -> leased(pipeline, results);
      case Call.Settle(var id, var end) ->
          job(id)
              .is(state ->
                  results.contains("SETTLED")
                      ? state.phase() == end
                      : state.phase() != Phase.LEASED);
      case Call.Release(var id) ->
          job(id).is(state -> !results.contains("SETTLED") || state.isWaiting());
      case Call.Cancel(var id) ->
          job(id).is(state -> results.contains("cancelled") == (state.phase() == Phase.CANCELLED));
      case Call.Redrive(var pipeline) -> {
        of(pipeline).forEach(job -> job.is(state -> state.phase() != Phase.DEAD));
        acted(began.call(), results);
      }
      case Call.Purge(var pipeline) -> {
        of(pipeline).forEach(job -> job.is(state -> state.phase() != Phase.DEAD));
        acted(began.call(), results);
      }
      case Call.Maintain() -> maintained(began.clock(), results);
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
    if (!results.contains("0")) actors.add(Note.actor(call));
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
