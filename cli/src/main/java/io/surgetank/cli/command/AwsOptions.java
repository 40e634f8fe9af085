package io.surgetank.cli.command;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which installation on AWS a command looks into, in place of a server.
final class AwsOptions {
  /// Options that have an effect only with `--aws`.
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
      description = "Look into an installation on AWS, with your own AWS credentials.")
  private boolean aws;

  @Option(
      names = "--region",
      defaultValue = "",
      description = "With --aws: its region. Default: what the AWS command line would take.")
  private String region = "";

  @Option(
      names = "--table",
      defaultValue = "${env:SURGETANK_TABLE:-}",
      description = "With --aws: its table. Default: $SURGETANK_TABLE")
  private String table = "";

  @Option(
      names = "--queue-prefix",
      paramLabel = "URL",
      defaultValue = "${env:SURGETANK_QUEUE_URL_PREFIX:-}",
      description =
          "With --aws: what its queues' URLs begin with. Default: $SURGETANK_QUEUE_URL_PREFIX")
  private String queuePrefix = "";

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "",
      description = "With --aws: where DynamoDB and SQS are, when not at AWS.")
  private String endpoint = "";

  @Option(
      names = "--sqs-endpoint",
      paramLabel = "URL",
      defaultValue = "",
      description = "With --aws: where SQS is, when not at --endpoint.")
  private String sqsEndpoint = "";

  boolean isMeant() {
    return aws;
  }

  CommandRuntime.Reach reached(CommandRuntime commandRuntime, RateOption rateOption) {
    var faults = new ArrayList<String>();
    if (table.isEmpty()) faults.add("Which table? Name it with --table or $SURGETANK_TABLE.");
    if (queuePrefix.isEmpty())
      faults.add(
          "Which queues? Name what their URLs begin with, by --queue-prefix or"
              + " $SURGETANK_QUEUE_URL_PREFIX.");
    Optional<URI> dynamo = EndpointOption.parse(endpoint, "--endpoint", faults);
    Optional<URI> sqs = EndpointOption.parse(sqsEndpoint, "--sqs-endpoint", faults);
    if (!faults.isEmpty()) return new CommandRuntime.Reach.Unusable(faults);
    var place =
        new AwsTarget(
            Optional.of(region).filter(name -> !name.isEmpty()),
            table,
            queuePrefix,
            dynamo,
            sqs.or(() -> dynamo),
            config.descriptor());
    return commandRuntime.reach(place, rateOption);
  }
}
