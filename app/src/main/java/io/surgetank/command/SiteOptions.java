package io.surgetank.command;

import io.surgetank.pipeline.Pipelines;
import io.surgetank.release.Account;
import io.surgetank.release.Accounts;
import io.surgetank.stack.Stack;
import io.surgetank.stack.StackSettings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What stands or should stand on AWS, where, and by which tool.
final class SiteOptions {
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

  @Mixin private DescribedOptions described = new DescribedOptions();

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
  /// @param accounts lead to where it is
  record Site(
      Stack stack,
      StackSettings settings,
      List<Installation.Route> routes,
      Accounts.Where where,
      Accounts accounts) {
    /// Throws [UncheckedIOException] with a sentence when AWS does not let us in.
    Account open() {
      return accounts.open(where);
    }
  }

  /// What is done at a site; gives the exit code.
  interface Work {
    int at(Site site) throws InterruptedException;
  }

  Tool tool() {
    return tool;
  }

  DescribedOptions described() {
    return described;
  }

  /// Does the work when what is meant is right; else tells every fault.
  int work(Installation installation, Work work) throws InterruptedException {
    var addresses = new ArrayList<String>();
    Optional<URI> all = EndpointOption.parse(endpoint, "--endpoint", addresses);
    Optional<URI> sqs = EndpointOption.parse(sqsEndpoint, "--sqs-endpoint", addresses);
    Optional<URI> dynamo = EndpointOption.parse(dynamoEndpoint, "--dynamo-endpoint", addresses);
    if (!addresses.isEmpty()) return wrongUsage(addresses);
    var accounts = installation.release().accounts();
    Optional<String> there = region.isEmpty() ? accounts.usualRegion() : Optional.of(region);
    var valid = described.checked(installation);
    if (valid.isEmpty()) return Exit.FAILED;
    var site =
        planned(
            valid.get().pipelines(),
            there.orElse(ANY_REGION),
            (stack, settings) ->
                new Site(
                    stack,
                    settings,
                    valid.get().routes(),
                    new Accounts.Where(stack.region(), all, sqs, dynamo),
                    accounts));
    if (site.isEmpty()) return Exit.FAILED;
    if (there.isEmpty())
      return wrongUsage(List.of("Which region? Name it with --region or $AWS_REGION."));
    try {
      return work.at(site.get());
    } catch (UncheckedIOException refused) {
      Terminal.err(Exit.sentence(refused));
      return Exit.FAILED;
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
    return Exit.USAGE;
  }
}
