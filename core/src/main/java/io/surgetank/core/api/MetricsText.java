package io.surgetank.core.api;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.ledger.PipelineCounters;
import io.surgetank.core.ledger.Rejection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// The ledger in Prometheus' text format, version 0.0.4. The counts come from the records and
/// survive a restart; those of responses and incidents are of this process.
record MetricsText(Ledger ledger, HttpResponseCounts responses, Incidents incidents)
    implements Operation {
  static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private record PipelineMetric(String name, String help, ToLongFunction<PipelineCounters> value) {}

  private static final List<PipelineMetric> COUNTERS =
      List.of(
          new PipelineMetric("received_total", "Submissions received.", PipelineCounters::received),
          new PipelineMetric("accepted_total", "Jobs accepted.", PipelineCounters::accepted),
          new PipelineMetric(
              "replayed_total",
              "Submissions that were accepted before.",
              PipelineCounters::replayed),
          new PipelineMetric("started_total", "Attempts started.", PipelineCounters::started),
          new PipelineMetric(
              "retried_total",
              "Attempts that failed and will be retried.",
              PipelineCounters::retried),
          new PipelineMetric("processed_total", "Jobs processed.", PipelineCounters::processed),
          new PipelineMetric(
              "dead_total", "Times a job became a dead letter.", PipelineCounters::deadLettered),
          new PipelineMetric(
              "redriven_total", "Dead letters redriven.", PipelineCounters::redriven),
          new PipelineMetric("cancelled_total", "Jobs cancelled.", PipelineCounters::cancelled),
          new PipelineMetric(
              "moved_in_total", "Jobs moved here from other pipelines.", PipelineCounters::movedIn),
          new PipelineMetric(
              "moved_out_total", "Jobs moved to other pipelines.", PipelineCounters::movedOut));

  private static final List<PipelineMetric> GAUGES =
      List.of(
          new PipelineMetric(
              "unfinished_jobs",
              "Jobs pending, processing or retrying now.",
              PipelineCounters::unfinished),
          new PipelineMetric(
              "dead_letters", "Dead letters kept now.", PipelineCounters::deadLetters));

  @Override
  public Response answer(Request request, String id) {
    StringBuilder text = text(new TreeMap<>(ledger.counters()), ledger.gauges());
    responses.describe(text);
    incidents.describe(text);
    return Responses.text(MEDIA_TYPE, text.toString());
  }

  private static StringBuilder text(
      Map<PipelineName, PipelineCounters> counters, List<Ledger.Gauge> store) {
    var text = new StringBuilder(4096);
    COUNTERS.forEach(metric -> metric(text, metric, "counter", counters));
    rejected(text, counters);
    GAUGES.forEach(metric -> metric(text, metric, "gauge", counters));
    for (Ledger.Gauge gauge : store)
      text.append(head(text, gauge.name(), gauge.help(), "gauge"))
          .append(' ')
          .append(gauge.value())
          .append('\n');
    return text;
  }

  private static void metric(
      StringBuilder text,
      PipelineMetric metric,
      String type,
      Map<PipelineName, PipelineCounters> counters) {
    String name = head(text, metric.name(), metric.help(), type);
    counters.forEach((pipeline, pipelineCounters) ->
        text.append(name)
            .append("{pipeline=\"")
            .append(pipeline)
            .append("\"} ")
            .append(metric.value().applyAsLong(pipelineCounters))
            .append('\n'));
  }

  private static void rejected(StringBuilder text, Map<PipelineName, PipelineCounters> counters) {
    String name = head(text, "rejected_total", "Submissions not accepted, by reason.", "counter");
    counters.forEach((pipeline, pipelineCounters) -> {
      for (Rejection why : Rejection.values())
        text.append(name)
            .append("{pipeline=\"")
            .append(pipeline)
            .append("\",reason=\"")
            .append(why.label())
            .append("\"} ")
            .append(pipelineCounters.rejected().getOrDefault(why, 0L))
            .append('\n');
    });
  }

  private static String head(StringBuilder text, String name, String help, String type) {
    String full = "surgetank_" + name;
    text.append("# HELP ").append(full).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(full).append(' ').append(type).append('\n');
    return full;
  }
}
