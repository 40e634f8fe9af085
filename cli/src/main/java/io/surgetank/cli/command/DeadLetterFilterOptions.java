package io.surgetank.cli.command;

import io.surgetank.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// Selects the dead letters that match every given option.
final class DeadLetterFilterOptions {
  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Select this dead letter. May be repeated.")
  private List<String> ids = List.of();

  @Option(
      names = "--pipeline",
      description = "Select dead letters of this pipeline. May be repeated.")
  private List<String> pipelines = List.of();

  @Option(
      names = "--failure",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Select dead letters whose last failure contains this text.")
  private String failure = "";

  boolean isEmpty() {
    return ids.isEmpty() && pipelines.isEmpty() && failure.isEmpty();
  }

  Map<String, String> parameters() {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("id", String.join(",", ids));
    parameters.put("pipeline", String.join(",", pipelines));
    parameters.put("failure", failure);
    return parameters;
  }

  ObjectNode body() {
    ObjectNode body = Json.MAPPER.createObjectNode();
    var idArray = body.putArray("ids");
    ids.forEach(idArray::add);
    var pipelineArray = body.putArray("pipelines");
    pipelines.forEach(pipelineArray::add);
    body.put("failure", failure);
    return body;
  }
}
