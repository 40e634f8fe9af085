package io.surgetank.cli.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The deployment on AWS that a command reads instead of a server.
final class AwsOptions {
  /// Options that require `--aws`.
  static final List<String> NEEDING_AWS =
      List.of(
          "--region",
          "--table",
          "--queue-prefix",
          "--config",
          "--builtin",
          "--endpoint",
          "--sqs-endpoint",
          "--rate");

  @Option(
      names = "--aws",
      description = "Use a deployment on AWS instead of a server, with your AWS credentials.")
  private boolean aws;

  @Option(
      names = "--region",
      defaultValue = "",
      description = "With --aws: the region. Default: as for the AWS CLI.")
  private String region = "";

  @Option(
      names = "--table",
      defaultValue = "${env:SURGETANK_TABLE:-}",
      description = "With --aws: the DynamoDB table. Default: $SURGETANK_TABLE")
  private String table = "";

  @Option(
      names = "--queue-prefix",
      paramLabel = "URL",
      defaultValue = "${env:SURGETANK_QUEUE_URL_PREFIX:-}",
      description =
          "With --aws: the prefix of the queue URLs. Default: $SURGETANK_QUEUE_URL_PREFIX")
  private String queuePrefix = "";

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "",
      description = "With --aws: the endpoint of DynamoDB and SQS, if not AWS.")
  private String endpoint = "";

  @Option(
      names = "--sqs-endpoint",
      paramLabel = "URL",
      defaultValue = "",
      description = "With --aws: the endpoint of SQS, if not --endpoint.")
  private String sqsEndpoint = "";

  boolean isSelected() {
    return aws;
  }

  CommandRuntime.Reach reached(CommandRuntime commandRuntime, BulkRate bulkRate) {
    var errors = new ArrayList<String>();
    if (table.isEmpty()) errors.add("No table: set --table or $SURGETANK_TABLE.");
    if (queuePrefix.isEmpty())
      errors.add("No queue URL prefix: set --queue-prefix or $SURGETANK_QUEUE_URL_PREFIX.");
    Optional<URI> dynamo = UrlConverter.parse(endpoint, "--endpoint", errors);
    Optional<URI> sqs = UrlConverter.parse(sqsEndpoint, "--sqs-endpoint", errors);
    if (!errors.isEmpty()) return new CommandRuntime.Reach.Unusable(errors);
    var target =
        new AwsTarget(
            Optional.of(region).filter(name -> !name.isEmpty()),
            table,
            queuePrefix,
            dynamo,
            sqs.or(() -> dynamo),
            config.source());
    return commandRuntime.reach(target, bulkRate);
  }
}
