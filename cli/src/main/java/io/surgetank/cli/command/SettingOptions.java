package io.surgetank.cli.command;

import io.surgetank.deploy.artifact.DeploymentZip;
import io.surgetank.deploy.deployment.CountText;
import io.surgetank.deploy.deployment.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The zip, and values for the parameters of the CloudFormation template.
final class SettingOptions {
  @Mixin private ZipOptions zip = new ZipOptions();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {
        "With cloudformation: a parameter of the template, such as AlarmEmail=me@example.com.",
        "Later updates keep the value. May be repeated."
      })
  private Map<String, String> chosen = new LinkedHashMap<>();

  ZipOptions zip() {
    return zip;
  }

  boolean areGiven() {
    return !chosen.isEmpty();
  }

  /// The desired deployment; empty after every error was printed.
  Optional<Deployment> deployment(
      CommandRuntime commandRuntime, StackConfigOptions described, DeployTargetOptions.Site site) {
    // Parameters first: a wrong name is found at once, while a zip takes time.
    if (printErrors(Deployment.of(site.pipelines(), site.settings(), new byte[0], chosen).errors()))
      return Optional.empty();
    byte[] bytes = zipped(commandRuntime, described.source(), described.handlers());
    return Optional.of(Deployment.of(site.pipelines(), site.settings(), bytes, chosen));
  }

  private static boolean printErrors(List<String> errors) {
    errors.forEach(Terminal::err);
    if (!errors.isEmpty()) Terminal.err(CountText.counted(errors.size(), "error") + ".");
    return !errors.isEmpty();
  }

  private byte[] zipped(
      CommandRuntime commandRuntime, ConfigurationChoice configuration, List<Path> handlers) {
    try {
      Path folder = Files.createTempDirectory("surgetank");
      Path file = folder.resolve(DeploymentZip.FILE);
      try {
        zip.write(commandRuntime, configuration, handlers, file);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException unwritten) {
      throw new UncheckedIOException("cannot write the zip", unwritten);
    }
  }
}
