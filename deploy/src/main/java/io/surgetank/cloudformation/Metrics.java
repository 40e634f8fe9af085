package io.surgetank.cloudformation;

import io.surgetank.stack.Function;
import io.surgetank.stack.Queue;
import java.util.ArrayList;
import java.util.List;

/// Which metrics are looked at, with the dimensions that they are written with.
final class Metrics {
  /// Of the functions' own (docs/aws-adapters.md).
  static final String OWN = "Surgetank";

  private final Naming naming;

  Metrics(Naming naming) {
    this.naming = naming;
  }

  /// @param dimensions names and values, by turns
  record Metric(String namespace, String name, List<String> dimensions, String statistic) {
    /// As a dashboard writes it.
    List<Object> line() {
      var line = new ArrayList<Object>(List.of(namespace, name));
      line.addAll(dimensions);
      line.add(Tree.map("stat", statistic));
      return line;
    }

    List<Object> lineOnTheRight() {
      var line = new ArrayList<Object>(List.of(namespace, name));
      line.addAll(dimensions);
      line.add(Tree.map("stat", statistic, "yAxis", "right"));
      return line;
    }
  }

  Metric queue(String queue, String name) {
    return new Metric("AWS/SQS", name, List.of("QueueName", naming.open(queue)), "Maximum");
  }

  Metric function(Function function, String name, String statistic) {
    return new Metric(
        "AWS/Lambda", name, List.of("FunctionName", naming.open(function.name())), statistic);
  }

  Metric api(String name, String statistic) {
    return new Metric("AWS/ApiGateway", name, List.of("ApiId", "${HttpApi}"), statistic);
  }

  Metric own(Queue queue, String name, String statistic) {
    return new Metric(
        OWN,
        name,
        List.of("Stage", "${" + Naming.ENVIRONMENT + "}", "Pipeline", naming.pipeline(queue)),
        statistic);
  }
}
