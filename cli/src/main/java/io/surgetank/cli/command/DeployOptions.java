package io.surgetank.cli.command;

import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is written down for AWS, and for where.
final class DeployOptions {
  @Mixin private StackConfigOptions described = new StackConfigOptions();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "eu-central-1",
      description = "Where it stands. Default: ${DEFAULT-VALUE}")
  private String region = "";

  ConfigSource descriptor() {
    return described.descriptor();
  }

  List<Path> handlers() {
    return described.handlers();
  }

  /// What `use` makes of the stack; empty when there is none, and then every fault has been told.
  <T> Optional<T> planned(CommandRuntime commandRuntime, BiFunction<Stack, StackSettings, T> use) {
    return described
        .checked(commandRuntime)
        .flatMap(valid -> described.planned(valid.pipelines(), region, use));
  }

  /// The same for what is deployed by one template.
  <T> Optional<T> plannedAsTemplate(
      CommandRuntime commandRuntime, BiFunction<Stack, StackSettings, T> use) {
    return described
        .checked(commandRuntime)
        .flatMap(valid -> described.plannedAsTemplate(valid.pipelines(), region, use));
  }
}
