package io.surgetank.local.schedule;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.Schedule;
import io.surgetank.local.lambda.InvocationResult;
import io.surgetank.local.lambda.Invoker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Invokes functions by schedule. The first invocation is one interval after the start.
public final class Scheduler {
  private final List<Schedule> schedules;
  private final Map<String, Instant> due = new HashMap<>();
  private final Invoker invoker;
  private final String region;

  public Scheduler(List<Schedule> schedules, Invoker invoker, String region, Instant now) {
    this.schedules = List.copyOf(schedules);
    this.invoker = invoker;
    this.region = region;
    for (Schedule each : schedules) due.put(each.name(), now.plus(each.every()));
  }

  /// The result of a scheduled invocation.
  public record Run(Schedule schedule, InvocationResult result) {}

  /// Invokes the functions that are due and waits for them. Missed intervals are skipped.
  public List<Run> runDue(Instant now) throws InterruptedException {
    var runs = new java.util.ArrayList<Run>();
    for (Schedule each : schedules) {
      Instant next = due.getOrDefault(each.name(), now);
      if (next.isAfter(now)) continue;
      due.put(each.name(), now.plus(each.every()));
      runs.add(
          new Run(
              each,
              invoker.invoke(each.function().name(), new Invoker.Call(event(each, now), ""))));
    }
    return runs;
  }

  /// A scheduled event
  /// (https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html).
  private byte[] event(Schedule schedule, Instant now) {
    var event = Json.MAPPER.createObjectNode();
    event.put("version", "0").put("detail-type", "Scheduled Event").put("source", "aws.events");
    event.put("account", "000000000000").put("region", region);
    event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    event
        .putArray("resources")
        .add("arn:aws:events:" + region + ":000000000000:rule/" + schedule.name());
    event.putObject("detail");
    return Json.write(event).getBytes(StandardCharsets.UTF_8);
  }
}
