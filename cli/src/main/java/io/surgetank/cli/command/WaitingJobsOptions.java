package io.surgetank.cli.command;

import io.surgetank.core.json.Json;
import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Selects waiting jobs, which are pending or retrying, by pipeline and status.
final class WaitingJobsOptions {
  @Option(
      names = "--pipeline",
      description = {
        "All waiting jobs (pending or retrying) of this pipeline, even if it is no longer",
        "in the configuration. Repeatable."
      })
  private List<String> pipelines = List.of();

  @Option(
      names = "--status",
      split = ",",
      description = "Only jobs with this status: pending, retrying. Default: both.")
  private List<String> statuses = List.of();

  boolean hasPipelines() {
    return !pipelines.isEmpty();
  }

  boolean hasStatuses() {
    return !statuses.isEmpty();
  }

  String named() {
    return String.join(", ", pipelines);
  }

  ObjectNode body() {
    ObjectNode body = Json.MAPPER.createObjectNode();
    var names = body.putArray("pipelines");
    pipelines.forEach(names::add);
    var texts = body.putArray("statuses");
    statuses.forEach(texts::add);
    return body;
  }
}
