package io.surgetank.cli.command;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.deployment.AwsAccount;
import io.surgetank.deploy.deployment.AwsAccounts;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackSettings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A stage on AWS, its location, and the tool that deploys it.
final class DeployTargetOptions {
  /// The region that a configuration is checked with if none is known.

  enum Tool {
    CLOUDFORMATION,
    SERVERLESS,
    TERRAFORM
  }

  @Option(
      names = "--with",
      required = true,
      paramLabel = "TOOL",
      description = "cloudformation, serverless or terraform.")
  private Tool tool = Tool.CLOUDFORMATION;

  @Mixin private StackConfigOptions described = new StackConfigOptions();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "",
      description = "The AWS region. Default: as for the AWS CLI.")
  private String region = "";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "",
      description = "The endpoint of all services, if not AWS.")
  private String endpoint = "";

  @Option(names = "--sqs-endpoint", paramLabel = "URL", defaultValue = "", hidden = true)
  private String sqsEndpoint = "";

  @Option(names = "--dynamo-endpoint", paramLabel = "URL", defaultValue = "", hidden = true)
  private String dynamoEndpoint = "";

  /// A checked stage; no network was used.
  ///
  /// @param awsAccounts opens the account
  record Site(
      Pipelines pipelines,
      Stack stack,
      StackSettings settings,
      List<CommandRuntime.Route> routes,
      AwsAccounts.Location location,
      AwsAccounts awsAccounts) {
    /// Throws [UncheckedIOException] with a message if AWS refuses the credentials.
    AwsAccount open() {
      return awsAccounts.open(location);
    }
  }

  /// An action on a stage; returns the exit code.
  interface StageAction {
    int run(Site site) throws InterruptedException;
  }

  Tool tool() {
    return tool;
  }

  StackConfigOptions described() {
    return described;
  }

  /// Runs `action` if the options and the configuration are valid; else prints every error.
  int run(CommandRuntime commandRuntime, StageAction action) throws InterruptedException {
    var addresses = new ArrayList<String>();
    Optional<URI> all = UrlConverter.parse(endpoint, "--endpoint", addresses);
    Optional<URI> sqs = UrlConverter.parse(sqsEndpoint, "--sqs-endpoint", addresses);
    Optional<URI> dynamo = UrlConverter.parse(dynamoEndpoint, "--dynamo-endpoint", addresses);
    if (!addresses.isEmpty()) return wrongUsage(addresses);
    var awsAccounts = commandRuntime.deployment().accounts();
    Optional<String> chosen = region.isEmpty() ? awsAccounts.defaultRegion() : Optional.of(region);
    var valid = described.checked(commandRuntime);
    if (valid.isEmpty()) return ExitCodes.FAILED;
    var site =
        planned(
            valid.get().pipelines(),
            chosen.orElse(StackSettings.DEFAULT_REGION),
            (stack, settings) ->
                new Site(
                    valid.get().pipelines(),
                    stack,
                    settings,
                    valid.get().routes(),
                    new AwsAccounts.Location(stack.region(), all, sqs, dynamo),
                    awsAccounts));
    if (site.isEmpty()) return ExitCodes.FAILED;
    if (chosen.isEmpty()) return wrongUsage(List.of("No region: set --region or $AWS_REGION."));
    try {
      return action.run(site.get());
    } catch (UncheckedIOException refused) {
      Terminal.err(ExitCodes.sentence(refused));
      return ExitCodes.FAILED;
    }
  }

  private <T> Optional<T> planned(
      Pipelines pipelines, String chosen, BiFunction<Stack, StackSettings, T> use) {
    return switch (tool) {
      case CLOUDFORMATION, SERVERLESS -> described.plannedAsTemplate(pipelines, chosen, use);
      case TERRAFORM -> described.planned(pipelines, chosen, use);
    };
  }

  private static int wrongUsage(List<String> errors) {
    errors.forEach(Terminal::err);
    return ExitCodes.USAGE;
  }
}
