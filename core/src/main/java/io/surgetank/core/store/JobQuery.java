package io.surgetank.core.store;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Selects jobs to list: those of the pipelines, in one of the statuses, accepted at `since` or
/// later, with an id below `before`; the newest `limit` of them.
///
/// @param owner of the jobs; empty: any
public record JobQuery(
    List<PipelineName> pipelines,
    Set<Status> statuses,
    Instant since,
    Optional<JobId> before,
    int limit,
    Optional<Owner> owner) {
  /// A page that a person can read and a server can produce without delay.
  public static final int MAX_LIMIT = 200;

  public JobQuery {
    pipelines = List.copyOf(pipelines);
    statuses = Set.copyOf(statuses);
    if (pipelines.isEmpty() || statuses.isEmpty())
      throw new IllegalArgumentException("a query must name pipelines and statuses");
    if (limit < 1 || limit > MAX_LIMIT)
      throw new IllegalArgumentException("a page must have 1 to " + MAX_LIMIT + " jobs");
  }

  /// Selects jobs of any owner.
  public JobQuery(
      List<PipelineName> pipelines,
      Set<Status> statuses,
      Instant since,
      Optional<JobId> before,
      int limit) {
    this(pipelines, statuses, since, before, limit, Optional.empty());
  }

  /// The same, for the jobs of one owner.
  public JobQuery of(Owner only) {
    return new JobQuery(pipelines, statuses, since, before, limit, Optional.of(only));
  }

  /// The same, for the jobs before this one.
  public JobQuery before(JobId last) {
    return new JobQuery(pipelines, statuses, since, Optional.of(last), limit, owner);
  }

  /// Whether this owner's jobs are selected.
  public boolean includes(Owner other) {
    return owner.isEmpty() || owner.get().equals(other);
  }

  /// The newest jobs of these pipelines, in any status.
  public static JobQuery newest(Collection<PipelineName> pipelines, int limit) {
    return new JobQuery(
        List.copyOf(pipelines),
        EnumSet.allOf(Status.class),
        Instant.EPOCH,
        Optional.empty(),
        limit);
  }
}
