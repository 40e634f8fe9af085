package io.surgetank.aws.table;

import io.surgetank.job.JobId;
import io.surgetank.job.JobKey;
import io.surgetank.job.PipelineName;
import java.util.List;
import java.util.Optional;

/// Jobs by the names that their clients gave them.
record Named(Table table) {
  Optional<Card> find(PipelineName pipeline, JobKey key) {
    String name = Keys.named(pipeline, key);
    Row row = table.wire().read(List.of(name)).get(name);
    if (row == null || table.isOver(row)) return Optional.empty();
    return JobId.parse(row.said(Shape.PLACE)).flatMap(table::card);
  }
}
