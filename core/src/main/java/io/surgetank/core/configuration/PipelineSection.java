package io.surgetank.core.configuration;

import io.surgetank.core.access.AccessLevel;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Intake;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.PipelineAccess;
import io.surgetank.core.pipeline.Retention;
import io.surgetank.core.pipeline.RetryPolicy;
import io.surgetank.core.pipeline.Work;
import java.time.Duration;
import java.util.Optional;

/// Reads one pipeline. Invalid parts are reported and replaced by defaults.
///
/// @param claim the path, known even if the rest of the intake is invalid
record PipelineSection(
    String name,
    Optional<PathRules.Claim> claim,
    Optional<Intake> intake,
    LocatedHandlerRef handler,
    Work work,
    RetryPolicy retry,
    Retention retention,
    PipelineAccess access) {

  private static final Duration KEEP_RECORDS = Duration.ofDays(90);
  private static final Duration KEEP_DEAD_LETTERS = Duration.ofDays(14);

  static PipelineSection read(String name, YamlMap pipelines, SchemaFiles schemas) {
    if (!PipelineName.isValid(name))
      pipelines.keyError(
          name,
          "is not a valid pipeline name",
          "use 1 to 64 of a-z, 0-9 and '-', beginning with a letter");
    var map = pipelines.section(name);
    var place = map.requiredSection("intake");
    var intakeSection = new IntakeSection(place, schemas);
    var intake = intakeSection.read();
    var workPlace = map.section("work");
    var work = new WorkSection(workPlace).read();
    var retry = new RetrySection(map.section("retry"), work.lease()).read();
    var retention =
        new Retention(
            keep(map.section("records"), KEEP_RECORDS),
            keep(map.section("deadLetters"), KEEP_DEAD_LETTERS));
    var access = access(map.section("access"));
    map.refuseOthers();
    var mark = workPlace.mark("handler");
    var handler =
        new LocatedHandlerRef(
            place.errors().file(), mark.getLine() + 1, mark.getColumn() + 1, name, work.handler());
    return new PipelineSection(
        name, intakeSection.claim(name, access), intake, handler, work, retry, retention, access);
  }

  private static PipelineAccess access(YamlMap map) {
    var submit = level(map, "submit", AccessLevel.SERVER);
    var read = level(map, "read", AccessLevel.SERVER);
    var list = level(map, "list", AccessLevel.SERVER);
    // A client that cancels a job gets its record.
    var cancel = level(map, "cancel", read == AccessLevel.ANYONE ? AccessLevel.SERVER : read);
    map.refuseOthers();
    if (cancel.compareTo(read) < 0 && !map.isInvalid("read") && !map.isInvalid("cancel"))
      map.error(
          "cancel",
          "admits clients that 'read' does not, and the response has the job",
          "use the same as for 'read', or one further down in the list");
    return new PipelineAccess(submit, read, list, cancel);
  }

  private static AccessLevel level(YamlMap map, String operation, AccessLevel fallback) {
    return map.optional(operation, TextParser.oneOf(AccessLevel.class), fallback);
  }

  /// Reads `keep`, the only key of a section.
  static Duration keep(YamlMap map, Duration fallback) {
    var keep = map.optional("keep", Durations.atLeast(Duration.ofSeconds(1)), fallback);
    map.refuseOthers();
    return keep;
  }

  /// The pipeline. Called only when there was no error.
  Pipeline pipeline() {
    return new Pipeline(
        new PipelineName(name), intake.orElseThrow(), work, retry, retention, access);
  }
}
