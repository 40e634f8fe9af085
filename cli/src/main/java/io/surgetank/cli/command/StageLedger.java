package io.surgetank.cli.command;

import static java.util.stream.Collectors.toSet;

import io.surgetank.cli.ops.OpsClient;
import io.surgetank.cli.ops.OpsResult;
import io.surgetank.deploy.deployment.AwsAccount;
import io.surgetank.deploy.deployment.JobCounts;
import io.surgetank.deploy.deployment.QueueDepth;
import io.surgetank.deploy.stack.SqsQueue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The counters in a stage's table, read as with `--aws`. They are per pipeline, so a stage with
/// another configuration cannot be counted.
record StageLedger(
    CommandRuntime commandRuntime,
    DeployTargetOptions.Site site,
    ConfigurationChoice configuration) {
  JobCounts jobs(AwsAccount awsAccount) {
    Set<String> known = site.stack().queues().stream().map(SqsQueue::name).collect(toSet());
    return awsAccount.deployedResources(site.stack().name()).queues().stream()
        .map(QueueDepth::name)
        .filter(queue -> !known.contains(queue))
        .findFirst()
        .<JobCounts>map(unknown ->
            new JobCounts.Unknown(
                unknown
                    + " belongs to no pipeline of the configuration; set the right one with"
                    + " --config"))
        .orElseGet(() -> counted(awsAccount));
  }

  private JobCounts counted(AwsAccount awsAccount) {
    String stack = site.stack().name();
    var location = site.location();
    var target =
        new AwsTarget(
            Optional.of(location.region()),
            stack,
            "https://sqs.%s.amazonaws.com/%s/%s-"
                .formatted(location.region(), awsAccount.accountId(), stack),
            location.dynamoDbEndpoint().or(location::endpoint),
            location.sqsEndpoint().or(location::endpoint),
            configuration);
    return switch (commandRuntime.reach(target, BulkRate.FULL_SPEED)) {
      case CommandRuntime.Reach.Unusable(List<String> errors) ->
          new JobCounts.Unknown(String.join(" ", errors));
      case CommandRuntime.Reach.Reached(var opsTransport) -> {
        try (var client = new OpsClient(opsTransport, System.getProperty("user.name", "unknown"))) {
          yield counted(client.get("ledger", Map.of()));
        }
      }
    };
  }

  private static JobCounts counted(OpsResult opsResult) {
    return switch (opsResult) {
      case OpsResult.Done(var body) -> counted(body.path("pipelines"));
      case OpsResult.Refused(_, var why) -> new JobCounts.Unknown(why);
      case OpsResult.Invalid(var why) -> new JobCounts.Unknown(why);
      case OpsResult.Unreachable(var why) -> new JobCounts.Unknown(why);
    };
  }

  private static JobCounts counted(JsonNode pipelines) {
    Map<String, Long> unfinished = new HashMap<>();
    Map<String, Long> dead = new HashMap<>();
    for (var pipeline : pipelines.properties()) {
      unfinished.put(pipeline.getKey(), pipeline.getValue().path("unfinished").asLong(0));
      dead.put(pipeline.getKey(), pipeline.getValue().path("dead").asLong(0));
    }
    return new JobCounts.Counted(unfinished, dead);
  }
}
