package io.surgetank.deploy.deployment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is still in the account when a stack is gone.
final class Leftovers {
  /// SQS lists a queue for up to a minute after its end.
  private static final int LOOKS = 7;

  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final AwsAccount awsAccount;
  private final DeploymentEnvironment deploymentEnvironment;

  Leftovers(AwsAccount awsAccount, DeploymentEnvironment deploymentEnvironment) {
    this.awsAccount = awsAccount;
    this.deploymentEnvironment = deploymentEnvironment;
  }

  List<Leftover> of(String stack) throws InterruptedException {
    List<Leftover> left = seen(stack);
    if (left.stream().anyMatch(Leftovers::isQueue))
      deploymentEnvironment
          .say()
          .accept("SQS lists removed queues for up to a minute; looking until they are gone.");
    for (int look = 1; look < LOOKS && left.stream().anyMatch(Leftovers::isQueue); look++) {
      deploymentEnvironment.sleeper().sleep(BETWEEN);
      left = seen(stack);
    }
    return left;
  }

  private static boolean isQueue(Leftover leftover) {
    return leftover.what().equals("queue");
  }

  private List<Leftover> seen(String stack) {
    String region = " --region " + awsAccount.region();
    var deployedResources = awsAccount.sight(stack);
    var left = new ArrayList<Leftover>();
    awsAccount
        .formation()
        .standing(stack)
        .filter(stackStatus -> !stackStatus.isGone())
        .ifPresent(_ ->
            left.add(
                new Leftover(
                    "stack",
                    stack,
                    "aws cloudformation delete-stack --stack-name " + stack + region)));
    for (QueueDepth queue : deployedResources.queues())
      left.add(
          new Leftover(
              "queue", queue.queue(), "aws sqs delete-queue --queue-url " + queue.url() + region));
    if (deployedResources.hasTable())
      left.add(
          new Leftover(
              "table",
              stack,
              "aws dynamodb update-table --no-deletion-protection-enabled --table-name %s%s && aws dynamodb delete-table --table-name %s%s"
                  .formatted(stack, region, stack, region)));
    for (String group : deployedResources.logGroups())
      left.add(
          new Leftover(
              "log group", group, "aws logs delete-log-group --log-group-name " + group + region));
    return left;
  }
}
