package io.surgetank.core.handler;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.json.Json;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Processes a task: records it. A task has a `description`, or the client's `taskId`.
final class TaskHandler implements Handler {
  static final String NO_DESCRIPTION = "No description";

  @Override
  public Outcome handle(Job job, Attempt attempt) {
    JsonNode task = Json.read(job.payload());
    ObjectNode result = Json.MAPPER.createObjectNode();
    if (task.has("taskId")) result.set("taskId", task.path("taskId"));
    else result.put("description", task.path("description").asString(NO_DESCRIPTION));
    return new Outcome.Processed(Json.write(result));
  }
}
