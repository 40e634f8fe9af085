package io.surgetank.cli.command;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The stack that is written, and its region.
final class StackExportOptions {
  @Mixin private StackConfigOptions described = new StackConfigOptions();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = StackSettings.DEFAULT_REGION,
      description = "The AWS region. Default: ${DEFAULT-VALUE}")
  private String region = "";

  ConfigurationChoice source() {
    return described.source();
  }

  List<Path> handlers() {
    return described.handlers();
  }

  /// The result of `use`; empty after every error was printed.
  <T> Optional<T> planned(
      CommandRuntime commandRuntime, BiFunction<Pipelines, StackSettings, T> use) {
    return described
        .checked(commandRuntime)
        .flatMap(valid -> described.planned(valid.pipelines(), region, of(valid, use)));
  }

  /// The same for a tool that deploys a single template.
  <T> Optional<T> plannedAsTemplate(
      CommandRuntime commandRuntime, BiFunction<Pipelines, StackSettings, T> use) {
    return described
        .checked(commandRuntime)
        .flatMap(valid -> described.plannedAsTemplate(valid.pipelines(), region, of(valid, use)));
  }

  private static <T> BiFunction<Stack, StackSettings, T> of(
      CommandRuntime.Check.Valid valid, BiFunction<Pipelines, StackSettings, T> use) {
    return (_, settings) -> use.apply(valid.pipelines(), settings);
  }
}
