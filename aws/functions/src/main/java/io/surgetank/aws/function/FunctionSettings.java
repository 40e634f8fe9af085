package io.surgetank.aws.function;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The settings from the environment variables.
///
/// @param queueUrlPrefix each pipeline's queue has this prefix and the pipeline's name
/// @param configuration a file in the zip; empty for the built-in pipelines
/// @param stage names this installation in metrics
/// @param operatorToken the bearer token of operators' requests
/// @param endpoints of DynamoDB and SQS, where they are not those of AWS
record FunctionSettings(
    String table,
    String queueUrlPrefix,
    Optional<String> configuration,
    String stage,
    String operatorToken,
    EndpointOverrides endpoints) {
  record EndpointOverrides(Optional<URI> dynamo, Optional<URI> sqs) {}

  private static final String PREFIX = "SURGETANK_";
  private static final String TABLE = "SURGETANK_TABLE";
  private static final String QUEUES = "SURGETANK_QUEUE_URL_PREFIX";
  private static final String CONFIGURATION = "SURGETANK_CONFIGURATION";
  private static final String STAGE = "SURGETANK_STAGE";
  private static final String TOKEN = "SURGETANK_OPERATOR_TOKEN";
  private static final String DYNAMO = "SURGETANK_DYNAMODB_ENDPOINT";
  private static final String SQS = "SURGETANK_SQS_ENDPOINT";
  private static final Set<String> KNOWN =
      Set.of(TABLE, QUEUES, CONFIGURATION, STAGE, TOKEN, DYNAMO, SQS);

  /// Throws [IllegalArgumentException] with all errors.
  static FunctionSettings from(Map<String, String> environment) {
    var errors = new ArrayList<String>();
    for (String name : List.of(TABLE, QUEUES, TOKEN))
      if (environment.getOrDefault(name, "").isBlank()) errors.add(name + " is not set");
    for (String name : new TreeSet<>(environment.keySet()))
      if (name.startsWith(PREFIX) && !KNOWN.contains(name))
        errors.add(name + " is not a known setting");
    var endpoints =
        new EndpointOverrides(
            endpoint(environment, DYNAMO, errors), endpoint(environment, SQS, errors));
    if (!errors.isEmpty()) throw new IllegalArgumentException(String.join("; ", errors));
    return new FunctionSettings(
        environment.getOrDefault(TABLE, ""),
        environment.getOrDefault(QUEUES, ""),
        Optional.ofNullable(environment.get(CONFIGURATION)).filter(name -> !name.isBlank()),
        Optional.ofNullable(environment.get(STAGE))
            .filter(name -> !name.isBlank())
            .orElse("default"),
        environment.getOrDefault(TOKEN, ""),
        endpoints);
  }

  private static Optional<URI> endpoint(
      Map<String, String> environment, String name, List<String> errors) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) return Optional.empty();
    try {
      return Optional.of(URI.create(value));
    } catch (IllegalArgumentException unusable) {
      errors.add(name + " is not a valid URI: " + value);
      return Optional.empty();
    }
  }
}
