package io.surgetank.cli.command;

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

/// What CloudFormation is given: the zip, and values for the template's parameters.
final class SettingOptions {
  @Mixin private ZipOptions zip = new ZipOptions();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {
        "With cloudformation: a parameter of the template, such as AlarmEmail=me@example.com.",
        "What was set once stays. May be given many times."
      })
  private Map<String, String> chosen = new LinkedHashMap<>();

  ZipOptions zip() {
    return zip;
  }

  boolean areGiven() {
    return !chosen.isEmpty();
  }

  /// What should stand; empty when it cannot be, and then every fault has been told.
  Optional<Deployment> blueprint(
      CommandRuntime commandRuntime, StackConfigOptions described, StageOptions.Site site) {
    // Parameters first: a wrong name is found at once, a zip takes its time.
    if (told(Deployment.of(site.stack(), site.settings(), new byte[0], chosen).faults()))
      return Optional.empty();
    byte[] bytes = zipped(commandRuntime, described.descriptor(), described.handlers());
    return Optional.of(Deployment.of(site.stack(), site.settings(), bytes, chosen));
  }

  private static boolean told(List<String> faults) {
    faults.forEach(Terminal::err);
    if (!faults.isEmpty()) Terminal.err(CountText.counted(faults.size(), "fault") + ".");
    return !faults.isEmpty();
  }

  private byte[] zipped(
      CommandRuntime commandRuntime, ConfigSource descriptor, List<Path> handlers) {
    try {
      Path folder = Files.createTempDirectory("surgetank");
      Path file = folder.resolve("surgetank-aws.zip");
      try {
        zip.write(commandRuntime, descriptor, handlers, file);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException unwritten) {
      throw new UncheckedIOException("the zip cannot be written", unwritten);
    }
  }
}
