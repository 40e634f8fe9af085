package io.surgetank.core.api;

import io.surgetank.core.access.Scope;
import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.store.DeadLetterFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// An operator's request to redrive, purge or preview dead letters.
sealed interface DeadLetterRequest {
  record Preview(DeadLetterFilter filter) implements DeadLetterRequest {}

  record Execution(DeadLetterFilter filter) implements DeadLetterRequest {}

  record Invalid(List<Violation> violations) implements DeadLetterRequest {}

  Set<String> MEMBERS = Set.of("ids", "pipelines", "failure", "all", "preview");

  /// Reads `{"ids": [], "pipelines": [], "failure": "", "all": false, "preview": false}`, all
  /// optional, except that selecting everything requires `"all": true`.
  static DeadLetterRequest read(byte[] body, KnownPipelines pipelines) {
    return switch (JsonReader.read(body)) {
      case ParseResult.Malformed(var violations) -> new Invalid(violations);
      case ParseResult.Parsed(var json, _) -> parse(json, pipelines);
    };
  }

  private static DeadLetterRequest parse(JsonNode json, KnownPipelines pipelines) {
    if (!json.isObject()) return new Invalid(List.of(Violation.ofWhole("send a JSON object")));
    List<Violation> violations = new ArrayList<>(unknown(json, MEMBERS));
    List<JobId> ids = list(json, "ids", JobId::parse, violations);
    List<PipelineName> names = list(json, "pipelines", pipelines::named, violations);
    JsonNode failure = json.path("failure");
    if (!failure.isMissingNode() && !failure.isString())
      violations.add(new Violation("/failure", "'failure' must be a string"));
    var filter = new DeadLetterFilter(ids, names, failure.isString() ? failure.stringValue() : "");
    boolean all = flag(json, "all", violations);
    boolean preview = flag(json, "preview", violations);
    if (violations.isEmpty() && filter.isEverything() && !all)
      violations.add(
          Violation.ofWhole(
              "without a filter, every dead letter is selected; add \"all\": true to confirm"));
    if (violations.isEmpty() && !filter.isEverything() && all)
      violations.add(Violation.ofWhole("'all' cannot be combined with a filter"));
    if (!violations.isEmpty()) return new Invalid(violations);
    DeadLetterFilter bounded = pipelines.bounded(filter);
    return preview ? new Preview(bounded) : new Execution(bounded);
  }

  /// The filter of a query string.
  static DeadLetterFilter filter(QueryParameters parameters, KnownPipelines pipelines) {
    List<JobId> ids = new ArrayList<>();
    for (String id : parameters.value("id").orElse("").split(",", -1))
      if (!id.isEmpty())
        JobId.parse(id)
            .ifPresentOrElse(ids::add, () -> parameters.addViolation("'id' must be a job id"));
    List<PipelineName> names =
        parameters.value("pipeline").isPresent() ? pipelines.of(parameters) : List.of();
    return pipelines.bounded(
        new DeadLetterFilter(ids, names, parameters.value("failure").orElse("")));
  }

  static List<Violation> unknown(JsonNode json, Set<String> members) {
    List<String> known = members.stream().sorted().toList();
    return json.propertyNames().stream()
        .filter(name -> !members.contains(name))
        .limit(Violation.MAX_VIOLATIONS)
        .map(name -> Violation.ofWhole("'" + name + "' is not a member here; there are " + known))
        .toList();
  }

  static <T> List<T> list(
      JsonNode json, String name, Function<String, Optional<T>> parse, List<Violation> violations) {
    List<T> found = new ArrayList<>();
    JsonNode values = json.path(name);
    if (!values.isMissingNode() && !values.isArray())
      violations.add(new Violation("/" + name, "'" + name + "' must be a list of strings"));
    for (int i = 0; values.isArray() && i < values.size(); i++) {
      Optional<T> value =
          values.get(i).isString() ? parse.apply(values.get(i).stringValue()) : Optional.empty();
      if (value.isPresent()) found.add(value.get());
      else if (violations.size() < Violation.MAX_VIOLATIONS)
        violations.add(
            new Violation(
                "/" + name + "/" + i,
                switch (name) {
                  case "ids" -> "'ids' must be job ids";
                  case "scopes" ->
                      "'scopes' must be one or more of "
                          + Arrays.stream(Scope.values()).map(Scope::label).toList();
                  case "statuses" ->
                      "'statuses' must be one or more of "
                          + WaitingJobsRequest.WAITING.stream().sorted().toList();
                  default -> "'pipelines' has an unknown pipeline";
                }));
    }
    return found;
  }

  static boolean flag(JsonNode json, String name, List<Violation> violations) {
    JsonNode flag = json.path(name);
    if (!flag.isMissingNode() && !flag.isBoolean())
      violations.add(new Violation("/" + name, "'" + name + "' must be true or false"));
    return flag.isBoolean() && flag.booleanValue();
  }
}
