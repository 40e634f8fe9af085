package io.surgetank.deploy.cloudformation;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.SqsQueue;
import java.util.ArrayList;
import java.util.List;

/// Which metrics are looked at, with the dimensions that they are written with.
final class MetricWidgets {
  /// Of the functions' own (docs/aws-adapters.md).
  static final String OWN = "Surgetank";

  private final TemplateNames templateNames;

  MetricWidgets(TemplateNames templateNames) {
    this.templateNames = templateNames;
  }

  /// @param dimensions names and values, by turns
  record Metric(String namespace, String name, List<String> dimensions, String statistic) {
    /// As a dashboard writes it.
    List<Object> line() {
      var line = new ArrayList<Object>(List.of(namespace, name));
      line.addAll(dimensions);
      line.add(YamlTree.map("stat", statistic));
      return line;
    }

    List<Object> lineOnTheRight() {
      var line = new ArrayList<Object>(List.of(namespace, name));
      line.addAll(dimensions);
      line.add(YamlTree.map("stat", statistic, "yAxis", "right"));
      return line;
    }
  }

  Metric queue(String queue, String name) {
    return new Metric("AWS/SQS", name, List.of("QueueName", templateNames.open(queue)), "Maximum");
  }

  Metric function(LambdaFunction lambdaFunction, String name, String statistic) {
    return new Metric(
        "AWS/Lambda",
        name,
        List.of("FunctionName", templateNames.open(lambdaFunction.name())),
        statistic);
  }

  Metric api(String name, String statistic) {
    return new Metric("AWS/ApiGateway", name, List.of("ApiId", "${HttpApi}"), statistic);
  }

  Metric own(SqsQueue sqsQueue, String name, String statistic) {
    return new Metric(
        OWN,
        name,
        List.of(
            "Stage",
            "${" + TemplateNames.ENVIRONMENT + "}",
            "Pipeline",
            templateNames.pipeline(sqsQueue)),
        statistic);
  }
}
