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

/// What a descriptor or the settings ask for that AWS cannot give.
final class ConfigurationLimits {
  private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9]{0,19}");

  private static final int ITEM = 400 * 1024;

  /// Names, numbers and keys around what is large.
  private static final int AROUND = 8 * 1024;

  /// A character of a Java text has at most three bytes in UTF-8.
  private static final int BYTES_A_CHARACTER = 3;

  private ConfigurationLimits() {}

  static List<StackError> faults(Pipelines pipelines, StackSettings settings) {
    var faults = new ArrayList<StackError>();
    place(settings, faults);
    for (Pipeline pipeline : pipelines.all()) {
      String where = "pipeline " + pipeline.name();
      work(pipeline, where, faults);
      sizes(pipeline, where, faults);
      Duration way =
          DerivedValues.longestWay(pipeline.retry(), DerivedValues.visibility(pipelines))
              .plusDays(1);
      if (way.compareTo(DerivedValues.LONGEST_RETENTION.plusDays(1)) >= 0)
        faults.add(
            new StackError(
                where, "its retries may take " + way.toDays() + " days", AwsLimit.RETENTION));
    }
    return faults;
  }

  private static void place(StackSettings settings, List<StackError> faults) {
    String region = settings.place().region();
    switch (Regions.of(region)) {
      case Regions.Region.Known(_, var httpApis) -> {
        if (httpApis == Regions.HttpApis.NO)
          faults.add(
              new StackError("region", "'" + region + "' has no HTTP APIs", AwsLimit.HTTP_APIS));
      }
      case Regions.Region.Unknown() -> {}
      case Regions.Region.None() ->
          faults.add(new StackError("region", "'" + region + "' is none", AwsLimit.REGION));
    }
    for (String name : List.of(settings.application(), settings.stage()))
      if (!STAGE.matcher(name).matches())
        faults.add(new StackError("name", "'" + name + "' is none", AwsLimit.STAGE));
  }

  private static void work(Pipeline pipeline, String where, List<StackError> faults) {
    var work = pipeline.work();
    if (work.concurrency() < LambdaConcurrency.LEAST)
      faults.add(
          new StackError(
              where,
              "concurrency " + work.concurrency() + " is too low",
              AwsLimit.MAPPING_CONCURRENCY));
    Duration longest = DerivedValues.LONGEST_FUNCTION.minus(DerivedValues.WORKER_MARGIN);
    if (work.timeout().compareTo(longest) > 0)
      faults.add(
          new StackError(
              where,
              "timeout %d s is over %d s, which leaves %d s to settle"
                  .formatted(
                      work.timeout().toSeconds(),
                      longest.toSeconds(),
                      DerivedValues.WORKER_MARGIN.toSeconds()),
              AwsLimit.FUNCTION_TIMEOUT));
    else if (DerivedValues.longestCall(work).compareTo(longest) > 0)
      faults.add(
          new StackError(
              where,
              "rate %d in %d s is too slow: a call waits %d s for it, and with its timeout of %d s is over %d s"
                  .formatted(
                      work.rate().permits(),
                      work.rate().per().toSeconds(),
                      LambdaConcurrency.of(work).longestWait().toSeconds(),
                      work.timeout().toSeconds(),
                      longest.toSeconds()),
              AwsLimit.FUNCTION_TIMEOUT));
  }

  /// The functions refuse the same when they start (docs/aws/backend.md).
  private static void sizes(Pipeline pipeline, String where, List<StackError> faults) {
    int payload = ITEM - AROUND;
    int evidence = Outcome.MAX_FAILURE_LENGTH * BYTES_A_CHARACTER + 200;
    int attempts = (payload - HandlerRunner.MAX_RESULT_LENGTH * BYTES_A_CHARACTER) / evidence;
    if (pipeline.intake().maxBodyBytes() > payload)
      faults.add(
          new StackError(
              where,
              "maxBody %d is over %d".formatted(pipeline.intake().maxBodyBytes(), payload),
              AwsLimit.ITEM_SIZE));
    if (pipeline.retry().attempts() > attempts)
      faults.add(
          new StackError(
              where,
              "the evidence of more than %d attempts may not fit".formatted(attempts),
              AwsLimit.ITEM_SIZE));
  }
}
