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

/// What stands or should stand on AWS, where, and by which tool.
final class StageOptions {
  /// Takes the place of a region while a descriptor is looked at, and is where the examples stand.
  private static final String ANY_REGION = "eu-central-1";

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
      description = "Where it stands. Default: what the AWS command line would take.")
  private String region = "";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "",
      description = "Where AWS's services are, when not at AWS.")
  private String endpoint = "";

  @Option(names = "--sqs-endpoint", paramLabel = "URL", defaultValue = "", hidden = true)
  private String sqsEndpoint = "";

  @Option(names = "--dynamo-endpoint", paramLabel = "URL", defaultValue = "", hidden = true)
  private String dynamoEndpoint = "";

  /// What is meant, once it has been checked; no network was touched for it.
  ///
  /// @param awsAccounts lead to where it is
  record Site(
      Stack stack,
      StackSettings settings,
      List<CommandRuntime.Route> routes,
      AwsAccounts.Where where,
      AwsAccounts awsAccounts) {
    /// Throws [UncheckedIOException] with a sentence when AWS does not let us in.
    AwsAccount open() {
      return awsAccounts.open(where);
    }
  }

  /// What is done at a site; gives the exit code.
  interface Work {
    int at(Site site) throws InterruptedException;
  }

  Tool tool() {
    return tool;
  }

  StackConfigOptions described() {
    return described;
  }

  /// Does the work when what is meant is right; else tells every fault.
  int work(CommandRuntime commandRuntime, Work work) throws InterruptedException {
    var addresses = new ArrayList<String>();
    Optional<URI> all = EndpointOption.parse(endpoint, "--endpoint", addresses);
    Optional<URI> sqs = EndpointOption.parse(sqsEndpoint, "--sqs-endpoint", addresses);
    Optional<URI> dynamo = EndpointOption.parse(dynamoEndpoint, "--dynamo-endpoint", addresses);
    if (!addresses.isEmpty()) return wrongUsage(addresses);
    var awsAccounts = commandRuntime.release().accounts();
    Optional<String> there = region.isEmpty() ? awsAccounts.usualRegion() : Optional.of(region);
    var valid = described.checked(commandRuntime);
    if (valid.isEmpty()) return ExitCodes.FAILED;
    var site =
        planned(
            valid.get().pipelines(),
            there.orElse(ANY_REGION),
            (stack, settings) ->
                new Site(
                    stack,
                    settings,
                    valid.get().routes(),
                    new AwsAccounts.Where(stack.region(), all, sqs, dynamo),
                    awsAccounts));
    if (site.isEmpty()) return ExitCodes.FAILED;
    if (there.isEmpty())
      return wrongUsage(List.of("Which region? Name it with --region or $AWS_REGION."));
    try {
      return work.at(site.get());
    } catch (UncheckedIOException refused) {
      Terminal.err(ExitCodes.sentence(refused));
      return ExitCodes.FAILED;
    }
  }

  private <T> Optional<T> planned(
      Pipelines pipelines, String there, BiFunction<Stack, StackSettings, T> use) {
    return switch (tool) {
      case CLOUDFORMATION, SERVERLESS -> described.plannedAsTemplate(pipelines, there, use);
      case TERRAFORM -> described.planned(pipelines, there, use);
    };
  }

  private static int wrongUsage(List<String> faults) {
    faults.forEach(Terminal::err);
    return ExitCodes.USAGE;
  }
}
