package io.surgetank.core.api;

import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.store.DeadLetterFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// What an operator asks to be done with dead letters.
sealed interface DeadLetterRequest {
  record Preview(DeadLetterFilter filter) implements DeadLetterRequest {}

  record Act(DeadLetterFilter filter) implements DeadLetterRequest {}

  record Invalid(List<Violation> faults) implements DeadLetterRequest {}

  Set<String> MEMBERS = Set.of("ids", "pipelines", "failure", "all", "preview");

  /// Reads `{"ids": [], "pipelines": [], "failure": "", "all": false, "preview": false}`, of which
  /// nothing must be there, except that a filter for everything says `"all": true`.
  static DeadLetterRequest read(byte[] body, KnownPipelines pipelines) {
    return switch (JsonReader.read(body)) {
      case ParseResult.Malformed(var faults) -> new Invalid(faults);
      case ParseResult.Parsed(var json, _) -> order(json, pipelines);
    };
  }

  private static DeadLetterRequest order(JsonNode json, KnownPipelines pipelines) {
    List<Violation> faults = new ArrayList<>();
    if (!json.isObject()) return new Invalid(List.of(Violation.ofWhole("send a JSON object")));
    for (String name : json.propertyNames())
      if (!MEMBERS.contains(name))
        faults.add(
            Violation.ofWhole(
                "'"
                    + name
                    + "' is not a member here; there are "
                    + MEMBERS.stream().sorted().toList()));
    List<JobId> ids = list(json, "ids", JobId::parse, faults);
    List<PipelineName> names = list(json, "pipelines", pipelines::named, faults);
    JsonNode failure = json.path("failure");
    if (!failure.isMissingNode() && !failure.isString())
      faults.add(new Violation("/failure", "is a text to look for in the failure"));
    var filter = new DeadLetterFilter(ids, names, failure.isString() ? failure.stringValue() : "");
    boolean all = flag(json, "all", faults);
    boolean preview = flag(json, "preview", faults);
    if (faults.isEmpty() && filter.isEverything() && !all)
      faults.add(
          Violation.ofWhole("this means every dead letter; say \"all\": true if that is meant"));
    if (faults.isEmpty() && !filter.isEverything() && all)
      faults.add(
          Violation.ofWhole("\"all\": true does not go with a filter; leave one of them out"));
    if (!faults.isEmpty()) return new Invalid(faults);
    return preview ? new Preview(filter) : new Act(filter);
  }

  /// The filter that a query string gives.
  static DeadLetterFilter filter(QueryParameters parameters, KnownPipelines pipelines) {
    List<JobId> ids = new ArrayList<>();
    for (String id : parameters.value("id").orElse("").split(",", -1))
      if (!id.isEmpty())
        JobId.parse(id).ifPresentOrElse(ids::add, () -> parameters.fault("'id' is a job's id"));
    List<PipelineName> names =
        parameters.value("pipeline").isPresent() ? pipelines.of(parameters) : List.of();
    return new DeadLetterFilter(ids, names, parameters.value("failure").orElse(""));
  }

  private static <T> List<T> list(
      JsonNode json, String name, Function<String, Optional<T>> parse, List<Violation> faults) {
    List<T> found = new ArrayList<>();
    JsonNode values = json.path(name);
    if (!values.isMissingNode() && !values.isArray())
      faults.add(new Violation("/" + name, "is a list of texts"));
    for (int i = 0; values.isArray() && i < values.size(); i++) {
      Optional<T> value =
          values.get(i).isString() ? parse.apply(values.get(i).stringValue()) : Optional.empty();
      if (value.isPresent()) found.add(value.get());
      else if (faults.size() < Violation.MAX_FAULTS)
        faults.add(
            new Violation(
                "/" + name + "/" + i, "no such " + (name.equals("ids") ? "job id" : "pipeline")));
    }
    return found;
  }

  private static boolean flag(JsonNode json, String name, List<Violation> faults) {
    JsonNode flag = json.path(name);
    if (!flag.isMissingNode() && !flag.isBoolean())
      faults.add(new Violation("/" + name, "is true or false"));
    return flag.isBoolean() && flag.booleanValue();
  }
}
