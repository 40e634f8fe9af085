package io.surgetank.cli.command;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.artifact.DeploymentZip;
import io.surgetank.deploy.cloudformation.TemplateSize;
import io.surgetank.deploy.stack.Regions;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackError;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is put on AWS, by its descriptor.
final class StackConfigOptions {
  @Mixin private HandlerConfigOptions meant = new HandlerConfigOptions();

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      defaultValue = "dev",
      description = "Which of several deployments of one account. Default: ${DEFAULT-VALUE}")
  private String stage = "";

  String stage() {
    return stage;
  }

  ConfigSource descriptor() {
    return meant.descriptor();
  }

  List<Path> handlers() {
    return meant.handlers();
  }

  /// The pipelines; empty when they are faulty, and then every fault has been told.
  Optional<CommandRuntime.Check.Valid> checked(CommandRuntime commandRuntime) {
    // Standard output may be what is exported.
    meant.notice().ifPresent(Terminal::err);
    return switch (commandRuntime.check(descriptor(), handlers())) {
      case CommandRuntime.Check.Faulty(var faults) ->
          told(faults.stream().map(CommandRuntime.Fault::told).toList());
      case CommandRuntime.Check.Valid valid -> Optional.of(valid);
    };
  }

  /// What `use` makes of the stack; empty when AWS would refuse it, and then every fault has been
  /// told.
  <T> Optional<T> planned(
      Pipelines pipelines, String region, BiFunction<Stack, StackSettings, T> use) {
    var settings = settings(region);
    warn(region);
    return switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Refused(var faults) -> told(faults.stream().map(StackError::told).toList());
      case StackResult.Ready(var stack) -> Optional.of(use.apply(stack, settings));
    };
  }

  /// The same for a tool that deploys by one template.
  <T> Optional<T> plannedAsTemplate(
      Pipelines pipelines, String region, BiFunction<Stack, StackSettings, T> use) {
    Optional<StackError> tooLarge = TemplateSize.fault(pipelines, settings(region));
    if (tooLarge.isPresent()) return told(List.of(tooLarge.get().told()));
    return planned(pipelines, region, use);
  }

  private StackSettings settings(String region) {
    var plain = StackSettings.of(stage, region);
    return switch (descriptor()) {
      case ConfigSource.BuiltIn() -> plain;
      case ConfigSource.File(_) -> plain.withDescriptor(DeploymentZip.DESCRIPTOR);
    };
  }

  private static void warn(String region) {
    switch (Regions.of(region)) {
      case Regions.Region.Known(_, _), Regions.Region.None() -> {}
      case Regions.Region.Unknown() ->
          Terminal.err(
              "Warning: the region "
                  + region
                  + " is not in this version's data. SnapStart is off by default there.");
    }
  }

  private static <T> Optional<T> told(List<String> faults) {
    faults.forEach(Terminal::err);
    Terminal.err(faults.size() == 1 ? "1 fault." : faults.size() + " faults.");
    return Optional.empty();
  }
}
