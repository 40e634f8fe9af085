package io.surgetank.deploy.stack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A metric of CloudWatch and its statistic.
///
/// @param dimensions in the order of the dashboard
/// @param statistic `Sum`, `Maximum`, `p99`
public record Metric(
    String namespace, String name, Map<String, String> dimensions, String statistic) {
  /// A placeholder for the id of the HTTP API, which is known when the API exists.
  public static final String API_ID = "${HttpApi}";

  /// The namespace of the functions' own metrics (docs/aws/backend.md).
  public static final String OWN = "Surgetank";

  static final String AGE = "ApproximateAgeOfOldestMessage";
  static final String DEPTH = "ApproximateNumberOfMessagesVisible";

  public Metric {
    dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
  }

  static Metric queue(QueueRef queue, String name) {
    return new Metric("AWS/SQS", name, Map.of("QueueName", queue.name()), "Maximum");
  }

  static Metric function(LambdaFunction lambdaFunction, String name, String statistic) {
    return new Metric("AWS/Lambda", name, Map.of("FunctionName", lambdaFunction.name()), statistic);
  }

  static Metric api(String name, String statistic) {
    return new Metric("AWS/ApiGateway", name, Map.of("ApiId", API_ID), statistic);
  }

  static Metric own(String stage, String pipeline, String name, String statistic) {
    var dimensions = new LinkedHashMap<String, String>();
    dimensions.put("Stage", stage);
    dimensions.put("Pipeline", pipeline);
    return new Metric(OWN, name, dimensions, statistic);
  }
}
