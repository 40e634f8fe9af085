package io.surgetank.cli.command;

import io.surgetank.core.json.Json;
import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Which jobs that wait are meant: those that fulfil every option given.
final class WaitingOptions {
  @Option(
      names = "--pipeline",
      description = {
        "All jobs of this pipeline that wait, also if the configuration no longer",
        "names it. May be given many times."
      })
  private List<String> pipelines = List.of();

  @Option(
      names = "--status",
      split = ",",
      description = "Of those only these: pending, retrying. Default: both.")
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
