package io.surgetank.command;

import io.surgetank.stack.Stack;
import io.surgetank.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is written down for AWS, and for where.
final class DeployOptions {
  @Mixin private DescribedOptions described = new DescribedOptions();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "eu-central-1",
      description = "Where it stands. Default: ${DEFAULT-VALUE}")
  private String region = "";

  DescriptorSource descriptor() {
    return described.descriptor();
  }

  List<Path> handlers() {
    return described.handlers();
  }

  /// What `use` makes of the stack; empty when there is none, and then every fault has been told.
  <T> Optional<T> planned(Installation installation, BiFunction<Stack, StackSettings, T> use) {
    return described
        .checked(installation)
        .flatMap(valid -> described.planned(valid.pipelines(), region, use));
  }

  /// The same for what is deployed by one template.
  <T> Optional<T> plannedAsTemplate(
      Installation installation, BiFunction<Stack, StackSettings, T> use) {
    return described
        .checked(installation)
        .flatMap(valid -> described.plannedAsTemplate(valid.pipelines(), region, use));
  }
}
