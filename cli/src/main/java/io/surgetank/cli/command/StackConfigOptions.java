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

/// The configuration and stage that are deployed to AWS.
final class StackConfigOptions {
  @Mixin private HandlerConfigOptions config = new HandlerConfigOptions();

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      defaultValue = "dev",
      description =
          "The stage: one of several deployments in an account. Default: ${DEFAULT-VALUE}")
  private String stage = "";

  String stage() {
    return stage;
  }

  ConfigurationChoice source() {
    return config.source();
  }

  List<Path> handlers() {
    return config.handlers();
  }

  /// The pipelines; empty after every error was printed.
  Optional<CommandRuntime.Check.Valid> checked(CommandRuntime commandRuntime) {
    // Standard output may carry the export.
    config.notice().ifPresent(Terminal::err);
    return switch (commandRuntime.check(source(), handlers())) {
      case CommandRuntime.Check.Invalid(var errors) ->
          printErrors(errors.stream().map(CommandRuntime.ConfigError::message).toList());
      case CommandRuntime.Check.Valid valid when valid.jwt().isPresent() ->
          printErrors(List.of(NoTokensOnAws.error(valid.jwt().get()).toString()));
      case CommandRuntime.Check.Valid valid -> Optional.of(valid);
    };
  }

  /// The result of `use`; empty after every limit of AWS that the stack exceeds was printed.
  <T> Optional<T> planned(
      Pipelines pipelines, String region, BiFunction<Stack, StackSettings, T> use) {
    var settings = settings(region);
    warn(region);
    return switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Refused(var errors) ->
          printErrors(errors.stream().map(StackError::message).toList());
      case StackResult.Ready(var stack) -> Optional.of(use.apply(stack, settings));
    };
  }

  /// The same for a tool that deploys a single template.
  <T> Optional<T> plannedAsTemplate(
      Pipelines pipelines, String region, BiFunction<Stack, StackSettings, T> use) {
    Optional<StackError> tooLarge = TemplateSize.error(pipelines, settings(region));
    if (tooLarge.isPresent()) return printErrors(List.of(tooLarge.get().message()));
    return planned(pipelines, region, use);
  }

  private StackSettings settings(String region) {
    var plain = StackSettings.of(stage, region);
    return switch (source()) {
      case ConfigurationChoice.BuiltIn() -> plain;
      case ConfigurationChoice.File(_) -> plain.withConfiguration(DeploymentZip.CONFIGURATION);
    };
  }

  private static void warn(String region) {
    switch (Regions.of(region)) {
      case Regions.Region.Known(_, _), Regions.Region.None() -> {}
      case Regions.Region.Unknown() ->
          Terminal.err(
              "Warning: the region "
                  + region
                  + " is unknown to this version. SnapStart is off by default there.");
    }
  }

  private static <T> Optional<T> printErrors(List<String> errors) {
    errors.forEach(Terminal::err);
    Terminal.err(errors.size() == 1 ? "1 error." : errors.size() + " errors.");
    return Optional.empty();
  }
}
