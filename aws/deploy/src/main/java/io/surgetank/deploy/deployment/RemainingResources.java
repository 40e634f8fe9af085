package io.surgetank.deploy.deployment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Finds resources that are still in the account after a stack was removed.
final class RemainingResources {
  /// SQS lists a queue for up to a minute after its deletion.
  private static final int MAX_ATTEMPTS = 7;

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final AwsAccount awsAccount;
  private final DeploymentEnvironment deploymentEnvironment;

  RemainingResources(AwsAccount awsAccount, DeploymentEnvironment deploymentEnvironment) {
    this.awsAccount = awsAccount;
    this.deploymentEnvironment = deploymentEnvironment;
  }

  List<RemainingResource> of(String stack) throws InterruptedException {
    List<RemainingResource> remaining = listed(stack);
    if (remaining.stream().anyMatch(RemainingResources::isQueue))
      deploymentEnvironment
          .progress()
          .accept("Waiting until SQS no longer lists the deleted queues, for up to a minute.");
    for (int attempt = 1;
        attempt < MAX_ATTEMPTS && remaining.stream().anyMatch(RemainingResources::isQueue);
        attempt++) {
      deploymentEnvironment.sleeper().sleep(INTERVAL);
      remaining = listed(stack);
    }
    return remaining;
  }

  private static boolean isQueue(RemainingResource remainingResource) {
    return remainingResource.type().equals("queue");
  }

  private List<RemainingResource> listed(String stack) {
    String region = " --region " + awsAccount.region();
    var deployedResources = awsAccount.deployedResources(stack);
    var remaining = new ArrayList<RemainingResource>();
    awsAccount
        .cloudFormation()
        .status(stack)
        .filter(stackStatus -> !stackStatus.isDeleted())
        .ifPresent(_ ->
            remaining.add(
                new RemainingResource(
                    "stack",
                    stack,
                    "aws cloudformation delete-stack --stack-name " + stack + region)));
    for (QueueDepth queue : deployedResources.queues())
      remaining.add(
          new RemainingResource(
              "queue", queue.name(), "aws sqs delete-queue --queue-url " + queue.url() + region));
    if (deployedResources.hasTable())
      remaining.add(
          new RemainingResource(
              "table",
              stack,
              "aws dynamodb update-table --no-deletion-protection-enabled --table-name %s%s && aws dynamodb delete-table --table-name %s%s"
                  .formatted(stack, region, stack, region)));
    for (String group : deployedResources.logGroups())
      remaining.add(
          new RemainingResource(
              "log group", group, "aws logs delete-log-group --log-group-name " + group + region));
    return remaining;
  }
}
