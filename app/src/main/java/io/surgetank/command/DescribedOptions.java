package io.surgetank.command;

import io.surgetank.cloudformation.TemplateSize;
import io.surgetank.pack.DeploymentZip;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.stack.Fault;
import io.surgetank.stack.Plan;
import io.surgetank.stack.Regions;
import io.surgetank.stack.Stack;
import io.surgetank.stack.StackSettings;
import io.surgetank.stack.Stacks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What is put on AWS, by its descriptor.
final class DescribedOptions {
  @Mixin private DescriptorOptions meant = new DescriptorOptions();

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      defaultValue = "dev",
      description = "Which of several deployments of one account. Default: ${DEFAULT-VALUE}")
  private String stage = "";

  String stage() {
    return stage;
  }

  DescriptorSource descriptor() {
    return meant.descriptor();
  }

  List<Path> handlers() {
    return meant.handlers();
  }

  /// The pipelines; empty when they are faulty, and then every fault has been told.
  Optional<Installation.Check.Valid> checked(Installation installation) {
    // Standard output may be what is exported.
    meant.notice().ifPresent(Terminal::err);
    return switch (installation.check(descriptor(), handlers())) {
      case Installation.Check.Faulty(var faults) ->
          told(faults.stream().map(Installation.Fault::told).toList());
      case Installation.Check.Valid valid -> Optional.of(valid);
    };
  }

  /// What `use` makes of the stack; empty when AWS would refuse it, and then every fault has been
  /// told.
  <T> Optional<T> planned(
      Pipelines pipelines, String region, BiFunction<Stack, StackSettings, T> use) {
    var settings = settings(region);
    warn(region);
    return switch (Stacks.of(pipelines, settings)) {
      case Plan.Refused(var faults) -> told(faults.stream().map(Fault::told).toList());
      case Plan.Ready(var stack) -> Optional.of(use.apply(stack, settings));
    };
  }

  /// The same for a tool that deploys by one template.
  <T> Optional<T> plannedAsTemplate(
      Pipelines pipelines, String region, BiFunction<Stack, StackSettings, T> use) {
    Optional<Fault> tooLarge = TemplateSize.fault(pipelines, settings(region));
    if (tooLarge.isPresent()) return told(List.of(tooLarge.get().told()));
    return planned(pipelines, region, use);
  }

  private StackSettings settings(String region) {
    var plain = StackSettings.of(stage, region);
    return switch (descriptor()) {
      case DescriptorSource.BuiltIn() -> plain;
      case DescriptorSource.File(_) -> plain.withDescriptor(DeploymentZip.DESCRIPTOR);
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
