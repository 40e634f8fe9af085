package io.surgetank.command;

import io.surgetank.pack.DeploymentZip;
import io.surgetank.release.Blueprint;
import io.surgetank.release.Words;
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
  Optional<Blueprint> blueprint(
      Installation installation, DescribedOptions described, SiteOptions.Site site) {
    // Parameters first: a wrong name is found at once, a zip takes its time.
    if (told(Blueprint.of(site.stack(), site.settings(), new byte[0], chosen).faults()))
      return Optional.empty();
    byte[] bytes = zipped(installation, described.descriptor(), described.handlers());
    return Optional.of(Blueprint.of(site.stack(), site.settings(), bytes, chosen));
  }

  private static boolean told(List<String> faults) {
    faults.forEach(Terminal::err);
    if (!faults.isEmpty()) Terminal.err(Words.counted(faults.size(), "fault") + ".");
    return !faults.isEmpty();
  }

  private byte[] zipped(
      Installation installation, DescriptorSource descriptor, List<Path> handlers) {
    try {
      Path folder = Files.createTempDirectory("surgetank");
      Path file = folder.resolve("surgetank-aws.zip");
      try {
        zip.write(installation, descriptor, handlers, file);
        return Files.readAllBytes(file);
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(DeploymentZip.contents(file));
        Files.delete(folder);
      }
    } catch (IOException unwritten) {
      throw new UncheckedIOException("the zip cannot be written", unwritten);
    }
  }
}
