package io.surgetank.release;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is still in the account when a stack is gone.
final class Leftovers {
  /// SQS lists a queue for up to a minute after its end.
  private static final int LOOKS = 7;

  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final Account account;
  private final Surroundings surroundings;

  Leftovers(Account account, Surroundings surroundings) {
    this.account = account;
    this.surroundings = surroundings;
  }

  List<Left> of(String stack) throws InterruptedException {
    List<Left> left = seen(stack);
    if (left.stream().anyMatch(Leftovers::isQueue))
      surroundings
          .say()
          .accept("SQS lists removed queues for up to a minute; looking until they are gone.");
    for (int look = 1; look < LOOKS && left.stream().anyMatch(Leftovers::isQueue); look++) {
      surroundings.pause().of(BETWEEN);
      left = seen(stack);
    }
    return left;
  }

  private static boolean isQueue(Left left) {
    return left.what().equals("queue");
  }

  private List<Left> seen(String stack) {
    String region = " --region " + account.region();
    var sight = account.sight(stack);
    var left = new ArrayList<Left>();
    account
        .formation()
        .standing(stack)
        .filter(standing -> !standing.isGone())
        .ifPresent(_ ->
            left.add(
                new Left(
                    "stack",
                    stack,
                    "aws cloudformation delete-stack --stack-name " + stack + region)));
    for (Waiting queue : sight.queues())
      left.add(
          new Left(
              "queue", queue.queue(), "aws sqs delete-queue --queue-url " + queue.url() + region));
    if (sight.hasTable())
      left.add(
          new Left(
              "table",
              stack,
              "aws dynamodb update-table --no-deletion-protection-enabled --table-name %s%s && aws dynamodb delete-table --table-name %s%s"
                  .formatted(stack, region, stack, region)));
    for (String group : sight.logGroups())
      left.add(
          new Left(
              "log group", group, "aws logs delete-log-group --log-group-name " + group + region));
    return left;
  }
}
