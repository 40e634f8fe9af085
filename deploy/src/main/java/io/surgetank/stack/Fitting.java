package io.surgetank.stack;

import io.surgetank.pipeline.Calls;
import io.surgetank.pipeline.Pipeline;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.work.Outcome;
import io.surgetank.work.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a descriptor or the settings ask for that AWS cannot give.
final class Fitting {
  private static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9]{0,19}");

  private static final int ITEM = 400 * 1024;

  /// Names, numbers and keys around what is large.
  private static final int AROUND = 8 * 1024;

  /// A character of a Java text has at most three bytes in UTF-8.
  private static final int BYTES_A_CHARACTER = 3;

  private Fitting() {}

  static List<Fault> faults(Pipelines pipelines, StackSettings settings) {
    var faults = new ArrayList<Fault>();
    place(settings, faults);
    for (Pipeline pipeline : pipelines.all()) {
      String where = "pipeline " + pipeline.name();
      work(pipeline, where, faults);
      sizes(pipeline, where, faults);
      Duration way = Sizes.longestWay(pipeline.retry(), Sizes.visibility(pipelines)).plusDays(1);
      if (way.compareTo(Sizes.LONGEST_RETENTION.plusDays(1)) >= 0)
        faults.add(
            new Fault(where, "its retries may take " + way.toDays() + " days", Rule.RETENTION));
    }
    return faults;
  }

  private static void place(StackSettings settings, List<Fault> faults) {
    String region = settings.place().region();
    switch (Regions.of(region)) {
      case Regions.Region.Known(_, var httpApis) -> {
        if (httpApis == Regions.HttpApis.NO)
          faults.add(new Fault("region", "'" + region + "' has no HTTP APIs", Rule.HTTP_APIS));
      }
      case Regions.Region.Unknown() -> {}
      case Regions.Region.None() ->
          faults.add(new Fault("region", "'" + region + "' is none", Rule.REGION));
    }
    for (String name : List.of(settings.application(), settings.stage()))
      if (!STAGE.matcher(name).matches())
        faults.add(new Fault("name", "'" + name + "' is none", Rule.STAGE));
  }

  private static void work(Pipeline pipeline, String where, List<Fault> faults) {
    var work = pipeline.work();
    if (work.concurrency() < Calls.LEAST)
      faults.add(
          new Fault(
              where,
              "concurrency " + work.concurrency() + " is too low",
              Rule.MAPPING_CONCURRENCY));
    Duration longest = Sizes.LONGEST_FUNCTION.minus(Sizes.WORKER_MARGIN);
    if (work.timeout().compareTo(longest) > 0)
      faults.add(
          new Fault(
              where,
              "timeout %d s is over %d s, which leaves %d s to settle"
                  .formatted(
                      work.timeout().toSeconds(),
                      longest.toSeconds(),
                      Sizes.WORKER_MARGIN.toSeconds()),
              Rule.FUNCTION_TIMEOUT));
    else if (Sizes.longestCall(work).compareTo(longest) > 0)
      faults.add(
          new Fault(
              where,
              "rate %d in %d s is too slow: a call waits %d s for it, and with its timeout of %d s is over %d s"
                  .formatted(
                      work.rate().permits(),
                      work.rate().per().toSeconds(),
                      Calls.of(work).longestWait().toSeconds(),
                      work.timeout().toSeconds(),
                      longest.toSeconds()),
              Rule.FUNCTION_TIMEOUT));
  }

  /// The functions refuse the same when they start (docs/aws-adapters.md).
  private static void sizes(Pipeline pipeline, String where, List<Fault> faults) {
    int payload = ITEM - AROUND;
    int evidence = Outcome.MAX_FAILURE_LENGTH * BYTES_A_CHARACTER + 200;
    int attempts = (payload - Worker.MAX_RESULT_LENGTH * BYTES_A_CHARACTER) / evidence;
    if (pipeline.intake().maxBodyBytes() > payload)
      faults.add(
          new Fault(
              where,
              "maxBody %d is over %d".formatted(pipeline.intake().maxBodyBytes(), payload),
              Rule.ITEM_SIZE));
    if (pipeline.retry().attempts() > attempts)
      faults.add(
          new Fault(
              where,
              "the evidence of more than %d attempts may not fit".formatted(attempts),
              Rule.ITEM_SIZE));
  }
}
