package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.mutations.MavenBuild;
import io.surgetank.proof.mutations.MutationCampaign;
import io.surgetank.proof.mutations.MutationSettings;
import io.surgetank.proof.mutations.PitProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the mutation tests.
@Command(
    name = "mutations",
    description = {
      "Change the code; check that tests fail.",
      "Compiles with Maven. Makes no random choices: --seed has no effect."
    },
    footer = {"", "Example:", "  tools/proof/run mutations --parts core-api --no-record"})
final class MutationCommand extends CampaignCommand {
  private static final Path ROOT = Path.of("").toAbsolutePath();

  @Option(
      names = "--list",
      paramLabel = "FILE",
      defaultValue = "tools/proof/mutations.yaml",
      description = "Classes and explained survivors. Default: ${DEFAULT-VALUE}")
  private Path list = Path.of("tools/proof/mutations.yaml");

  @Option(
      names = "--parts",
      paramLabel = "NAME",
      split = ",",
      description = "Only these parts of the list. Default: all")
  private List<String> parts = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many mutants to test at the same time. Default: ${DEFAULT-VALUE}")
  private int threads = 1;

  @Option(
      names = "--reports",
      paramLabel = "FOLDER",
      description = {
        "Keep the reports of PIT here, to continue an interrupted run, or to repeat one after a change of the list:",
        "a part with a complete report here is not run again. Default: they are removed"
      })
  private Optional<Path> reports = Optional.empty();

  @Override
  Campaign campaign(long seed) {
    var pit = new PitProcess(Path.of("tools/proof/target/pit"), threads);
    return new MutationCampaign(
        selected(), pit, new MavenBuild(ROOT), reports.map(Path::toAbsolutePath));
  }

  private MutationSettings selected() {
    MutationSettings all = read();
    return parts.isEmpty() ? all : all.only(parts);
  }

  private MutationSettings read() {
    try {
      return MutationSettings.read(list);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + list, unreadable);
    }
  }
}
