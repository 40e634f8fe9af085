package io.surgetank.core.api;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.store.DeadLetterFilter;
import io.surgetank.core.store.JobQuery;
import io.surgetank.core.store.JobStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The selected jobs page by page, newest first.
record WaitingJobPages(JobStore jobs) {

  void eachPage(WaitingJobsRequest.Valid selection, Consumer<List<JobRecord>> step) {
    List<JobRecord> page = page(selection, Optional.empty());
    while (!page.isEmpty()) {
      step.accept(page);
      page = page(selection, Optional.of(page.getLast().id()));
    }
  }

  private List<JobRecord> page(WaitingJobsRequest.Valid selection, Optional<JobId> before) {
    DeadLetterFilter filter = selection.filter();
    if (filter.ids().isEmpty())
      return jobs.list(
          new JobQuery(
              filter.pipelines(), selection.statuses(), Instant.EPOCH, before, JobQuery.MAX_LIMIT));
    return filter.ids().stream()
        .distinct()
        .filter(id -> before.map(last -> id.compareTo(last) < 0).orElse(true))
        .sorted(Comparator.reverseOrder())
        .flatMap(id -> jobs.find(id).stream())
        .filter(record -> filter.pipelines().contains(record.job().pipeline()))
        .filter(record -> selection.statuses().contains(record.status()))
        .limit(JobQuery.MAX_LIMIT)
        .toList();
  }
}
