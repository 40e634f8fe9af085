package io.surgetank.deploy.stack;

import io.surgetank.core.pipeline.LambdaConcurrency;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.HandlerRunner;
import io.surgetank.core.work.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Checks a configuration and settings against limits of AWS.
final class ConfigurationLimits {
  private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9]{0,19}");

  private static final int MAX_ITEM_BYTES = 400 * 1024;

  /// Names, numbers and keys besides the payload.
  private static final int OVERHEAD = 8 * 1024;

  /// The maximum in UTF-8 for a `char`.
  private static final int BYTES_PER_CHAR = 3;

  private ConfigurationLimits() {}

  static List<StackError> errors(Pipelines pipelines, StackSettings settings) {
    var errors = new ArrayList<StackError>();
    place(settings, errors);
    for (Pipeline pipeline : pipelines.all()) {
      String subject = "pipeline " + pipeline.name();
      work(pipeline, subject, errors);
      sizes(pipeline, subject, errors);
      Duration sequence =
          DerivedValues.longestRetrySequence(pipeline.retry(), DerivedValues.visibility(pipelines))
              .plusDays(1);
      if (sequence.compareTo(DerivedValues.LONGEST_RETENTION.plusDays(1)) >= 0)
        errors.add(
            new StackError(
                subject,
                "the retries of a job may take " + sequence.toDays() + " days",
                AwsLimit.RETENTION));
    }
    return errors;
  }

  private static void place(StackSettings settings, List<StackError> errors) {
    String region = settings.place().region();
    switch (Regions.of(region)) {
      case Regions.Region.Known(_, var httpApis) -> {
        if (httpApis == Regions.HttpApis.NO)
          errors.add(
              new StackError("region", "'" + region + "' has no HTTP APIs", AwsLimit.HTTP_APIS));
      }
      case Regions.Region.Unknown() -> {}
      case Regions.Region.None() ->
          errors.add(new StackError("region", "'" + region + "' is unknown", AwsLimit.REGION));
    }
    for (String name : List.of(settings.application(), settings.stage()))
      if (!STAGE.matcher(name).matches())
        errors.add(new StackError("name", "'" + name + "' is invalid", AwsLimit.STAGE));
  }

  private static void work(Pipeline pipeline, String subject, List<StackError> errors) {
    var work = pipeline.work();
    if (work.concurrency() < LambdaConcurrency.LEAST)
      errors.add(
          new StackError(
              subject,
              "concurrency " + work.concurrency() + " is too low",
              AwsLimit.MAPPING_CONCURRENCY));
    Duration longest = DerivedValues.LONGEST_FUNCTION.minus(DerivedValues.WORKER_MARGIN);
    if (work.timeout().compareTo(longest) > 0)
      errors.add(
          new StackError(
              subject,
              "timeout %d s exceeds %d s, which leaves %d s to settle"
                  .formatted(
                      work.timeout().toSeconds(),
                      longest.toSeconds(),
                      DerivedValues.WORKER_MARGIN.toSeconds()),
              AwsLimit.FUNCTION_TIMEOUT));
    else if (DerivedValues.longestInvocation(work).compareTo(longest) > 0)
      errors.add(
          new StackError(
              subject,
              "rate %d in %d s is too slow: an invocation waits for up to %d s, and with the timeout of %d s exceeds %d s"
                  .formatted(
                      work.rate().permits(),
                      work.rate().per().toSeconds(),
                      LambdaConcurrency.of(work).longestWait().toSeconds(),
                      work.timeout().toSeconds(),
                      longest.toSeconds()),
              AwsLimit.FUNCTION_TIMEOUT));
  }

  /// The functions check the same at start (docs/aws/backend.md).
  private static void sizes(Pipeline pipeline, String subject, List<StackError> errors) {
    int payload = MAX_ITEM_BYTES - OVERHEAD;
    int attemptBytes = Outcome.MAX_FAILURE_LENGTH * BYTES_PER_CHAR + 200;
    int attempts = (payload - HandlerRunner.MAX_RESULT_LENGTH * BYTES_PER_CHAR) / attemptBytes;
    if (pipeline.intake().maxBodyBytes() > payload)
      errors.add(
          new StackError(
              subject,
              "maxBody %d exceeds %d".formatted(pipeline.intake().maxBodyBytes(), payload),
              AwsLimit.ITEM_SIZE));
    if (pipeline.retry().attempts() > attempts)
      errors.add(
          new StackError(
              subject,
              "the records of more than %d attempts may be too large".formatted(attempts),
              AwsLimit.ITEM_SIZE));
  }
}
