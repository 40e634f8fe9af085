package io.surgetank.command;

import static java.util.stream.Collectors.toSet;

import io.surgetank.ops.OpsClient;
import io.surgetank.ops.Reply;
import io.surgetank.release.Account;
import io.surgetank.release.Jobs;
import io.surgetank.release.Waiting;
import io.surgetank.stack.Queue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The counts in a stage's table, read as `--aws` reads them. It has them by pipeline, so a stage
/// of another descriptor cannot be counted.
record StageLedger(Installation installation, SiteOptions.Site site, DescriptorSource descriptor) {
  Jobs jobs(Account account) {
    Set<String> known = site.stack().queues().stream().map(Queue::name).collect(toSet());
    return account.sight(site.stack().name()).queues().stream()
        .map(Waiting::queue)
        .filter(queue -> !known.contains(queue))
        .findFirst()
        .<Jobs>map(strange ->
            new Jobs.Unknown(
                strange + " is of no pipeline in the descriptor; name the right one by --config"))
        .orElseGet(() -> counted(account));
  }

  private Jobs counted(Account account) {
    String stack = site.stack().name();
    var where = site.where();
    var place =
        new AwsPlace(
            Optional.of(where.region()),
            stack,
            "https://sqs.%s.amazonaws.com/%s/%s-"
                .formatted(where.region(), account.number(), stack),
            where.dynamo().or(where::all),
            where.sqs().or(where::all),
            descriptor);
    return switch (installation.reach(place, Tempo.FULL_SPEED)) {
      case Installation.Reach.Unusable(List<String> faults) ->
          new Jobs.Unknown(String.join(" ", faults));
      case Installation.Reach.Reached(var way) -> {
        try (var client = new OpsClient(way, System.getProperty("user.name", "unknown"))) {
          yield counted(client.get("ledger", Map.of()));
        }
      }
    };
  }

  private static Jobs counted(Reply reply) {
    return switch (reply) {
      case Reply.Done(var body) -> counted(body.path("pipelines"));
      case Reply.Refused(_, var why) -> new Jobs.Unknown(why);
      case Reply.Unreachable(var why) -> new Jobs.Unknown(why);
    };
  }

  private static Jobs counted(JsonNode pipelines) {
    Map<String, Long> waiting = new HashMap<>();
    Map<String, Long> dead = new HashMap<>();
    for (var pipeline : pipelines.properties()) {
      waiting.put(pipeline.getKey(), pipeline.getValue().path("waiting").asLong(0));
      dead.put(pipeline.getKey(), pipeline.getValue().path("dead").asLong(0));
    }
    return new Jobs.Counted(waiting, dead);
  }
}
