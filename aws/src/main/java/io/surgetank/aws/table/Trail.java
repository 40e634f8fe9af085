package io.surgetank.aws.table;

import io.surgetank.job.JobId;
import io.surgetank.job.JobIds;
import io.surgetank.job.PipelineName;
import io.surgetank.store.DeadFilter;
import io.surgetank.store.TrailEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What operators did, as one line of the lists.
record Trail(Table table, JobIds ids) {
  private static final String LINE = "trail";

  /// Answers where the entry stands.
  JobId begin(TrailEntry entry) {
    JobId id = ids.next();
    write(id, entry);
    return id;
  }

  void write(JobId id, TrailEntry entry) {
    DeadFilter filter = entry.filter();
    var item = new HashMap<>(Keys.of(Keys.trail(id)));
    item.put(Shape.LINE, Row.text(LINE));
    item.put(Shape.PLACE, Row.text(id.toString()));
    item.put("at", Row.number(entry.at()));
    item.put("actor", Row.text(entry.actor()));
    item.put("act", Row.text(entry.act().name()));
    item.put("jobs", Row.number(entry.jobs()));
    item.put("extent", Row.text(entry.extent().name()));
    item.put("failure", Row.text(filter.failureContains()));
    item.put("ids", texts(filter.ids()));
    item.put("pipelines", texts(filter.pipelines()));
    table.wire().put(item);
  }

  List<TrailEntry> newest(int limit) {
    List<JobId> places = new Lines(table).newest(List.of(LINE), Instant.EPOCH, Lines.LAST, limit);
    Map<String, Row> rows = table.wire().read(places.stream().map(Keys::trail).toList());
    var entries = new ArrayList<TrailEntry>();
    for (JobId place : places) {
      Row row = rows.get(Keys.trail(place));
      if (row != null) entries.add(entry(row));
    }
    return entries;
  }

  private static TrailEntry entry(Row row) {
    var filter =
        new DeadFilter(
            row.list("ids").stream().map(id -> JobId.parse(id.s()).orElseThrow()).toList(),
            row.list("pipelines").stream().map(name -> new PipelineName(name.s())).toList(),
            row.said("failure"));
    return new TrailEntry(
        row.time("at"),
        row.said("actor"),
        TrailEntry.Act.valueOf(row.said("act")),
        filter,
        row.whole("jobs"),
        TrailEntry.Extent.valueOf(row.said("extent")));
  }

  private static AttributeValue texts(List<?> values) {
    return AttributeValue.fromL(values.stream().map(value -> Row.text(value.toString())).toList());
  }
}
