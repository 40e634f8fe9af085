package io.surgetank.descriptor;

import io.surgetank.job.PipelineName;
import io.surgetank.pipeline.Intake;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Retention;
import io.surgetank.pipeline.RetryPolicy;
import io.surgetank.pipeline.Work;
import java.time.Duration;
import java.util.Optional;

/// Reads one pipeline. Where a part was faulty, something stands in for it and the fault was told.
///
/// @param place where the intake stands in the descriptor
record PipelineSection(
    String name,
    YamlMap place,
    Optional<Intake> intake,
    Work work,
    RetryPolicy retry,
    Retention retention) {

  private static final Duration KEEP_RECORDS = Duration.ofDays(90);
  private static final Duration KEEP_DEAD_LETTERS = Duration.ofDays(14);

  static PipelineSection read(String name, YamlMap pipelines, SchemaFiles schemas) {
    if (!PipelineName.isValid(name))
      pipelines.faultOfKey(
          name,
          "is not a pipeline's name",
          "write 1 to 64 of a-z, 0-9 and '-', beginning with a letter");
    var map = pipelines.section(name);
    var place = map.requiredSection("intake");
    var intake = new IntakeSection(place, schemas).read();
    var work = new WorkSection(map.section("work")).read();
    var retry = new RetrySection(map.section("retry"), work.lease()).read();
    var retention =
        new Retention(
            keep(map.section("records"), KEEP_RECORDS),
            keep(map.section("deadLetters"), KEEP_DEAD_LETTERS));
    map.refuseOthers();
    return new PipelineSection(name, place, intake, work, retry, retention);
  }

  private static Duration keep(YamlMap map, Duration fallback) {
    var keep = map.optional("keep", Durations.atLeast(Duration.ofSeconds(1)), fallback);
    map.refuseOthers();
    return keep;
  }

  /// The pipeline. Asked for only when there was no fault.
  Pipeline pipeline() {
    return new Pipeline(new PipelineName(name), intake.orElseThrow(), work, retry, retention);
  }
}
