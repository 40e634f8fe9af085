package io.surgetank.deploy.infra.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Queues with what is in them, and log groups, as those are told who look.
final class Looks implements Service {
  static final List<String> SERVICES = List.of("sqs", "logs");

  private static final Map<String, String> NONE =
      Map.of(
          "ApproximateNumberOfMessages", "0",
          "ApproximateNumberOfMessagesNotVisible", "0",
          "ApproximateNumberOfMessagesDelayed", "0");

  private final Estate estate;
  private final Map<String, Map<String, String>> counts = new HashMap<>();

  Looks(Estate estate) {
    this.estate = estate;
  }

  synchronized void counts(String queue, Map<String, Integer> some) {
    var all = new HashMap<>(NONE);
    some.forEach((name, count) -> all.put(name, count.toString()));
    counts.put(queue, all);
  }

  @Override
  public synchronized Answer answer(Asked asked) throws Refusal {
    return switch (asked.toString()) {
      case "sqs:ListQueues" ->
          Answer.json(
              200,
              Map.of(
                  "QueueUrls",
                  named(Kind.QUEUE, asked, "QueueNamePrefix").stream()
                      .map(name -> "http://queues.invalid/" + Account.ID + "/" + name)
                      .toList()));
      case "sqs:GetQueueAttributes" -> {
        String url = asked.json().path("QueueUrl").asString();
        String name = url.substring(url.lastIndexOf('/') + 1);
        if (!estate.names(Kind.QUEUE).contains(name))
          throw new Refusal(
              400, "com.amazonaws.sqs#QueueDoesNotExist", "The specified queue does not exist.");
        yield Answer.json(200, Map.of("Attributes", counts.getOrDefault(name, NONE)));
      }
      case "logs:DescribeLogGroups" ->
          Answer.json(
              200,
              Map.of(
                  "logGroups",
                  named(Kind.LOG_GROUP, asked, "logGroupNamePrefix").stream()
                      .map(name -> Map.of("logGroupName", name))
                      .toList()));
      default -> throw Refusal.unknown(asked);
    };
  }

  /// All at once: no test has more than a page of them.
  private List<String> named(Kind kind, Asked asked, String member) {
    String prefix = asked.json().path(member).asString("");
    return estate.names(kind).stream().filter(name -> name.startsWith(prefix)).toList();
  }
}
