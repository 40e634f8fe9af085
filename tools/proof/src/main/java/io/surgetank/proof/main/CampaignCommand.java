package io.surgetank.proof.main;

import io.surgetank.proof.campaign.Campaign;
import io.surgetank.proof.campaign.CampaignExitCodes;
import io.surgetank.proof.campaign.CampaignOutcome;
import io.surgetank.proof.campaign.CampaignProgress;
import io.surgetank.proof.campaign.CampaignResult;
import io.surgetank.proof.campaign.RunContext;
import io.surgetank.proof.campaign.StopCondition;
import io.surgetank.proof.campaign.TestMachine;
import io.surgetank.proof.report.ResultFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Runs a campaign, prints and records its result.
abstract class CampaignCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all random choices. Default: a random one.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--no-record",
      description = "Only print the result; do not write the result file and the page.")
  private boolean unrecorded;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "tools/proof/target",
      description = {
        "Folder for the temporary files of the run. Its disk is tested, except by campaigns that"
            + " keep their files in memory.",
        "Default: ${DEFAULT-VALUE}"
      })
  private Path data = Path.of("tools/proof/target");

  @Option(
      names = "--max-findings",
      paramLabel = "N",
      defaultValue = "10",
      description = "Stop after this number of findings. Default: ${DEFAULT-VALUE}")
  private int maxFindings = 10;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description =
          "End after this time, with less work done; for overload and soak the length of the run."
              + " Default: none; of kill: 120, of overload: 3, of soak: 60")
  private Optional<Integer> minutes = Optional.empty();

  @Mixin private OutputOptions options = new OutputOptions();

  private final LongSupplier nanoTime;

  CampaignCommand() {
    this(System::nanoTime);
  }

  CampaignCommand(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// The run that the options describe.
  abstract Campaign campaign(long seed);

  /// The value of `--minutes` if it is not given.
  Optional<Integer> defaultMinutes() {
    return Optional.empty();
  }

  /// `--minutes`, or its default.
  final Optional<Integer> minutes() {
    return minutes.or(this::defaultMinutes);
  }

  /// The time limit of the run.
  Optional<Integer> limitMinutes() {
    return minutes();
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    long chosen = seed.orElseGet(() -> new Random().nextLong(1_000_000));
    Campaign campaign = valid(() -> campaign(chosen));
    Optional<Integer> limit = limitMinutes();
    StopCondition stopCondition =
        valid(() -> new StopCondition(maxFindings, limit.map(Duration::ofMinutes)));
    String name = campaign.summary().name();
    try (var workFolder = RunFolder.in(data)) {
      TestMachine machine = TestMachine.of(campaign.testedFileSystem(workFolder.path()), nanoTime);
      long start = nanoTime.getAsLong();
      var progress =
          new CampaignProgress(
              name + " (seed " + chosen + ")", System.err, nanoTime, stopCondition);
      CampaignOutcome outcome =
          campaign.run(workFolder.path(), progress).withStopReason(progress.stopReason());
      if (!outcome.findings().isEmpty()) workFolder.keep();
      var context =
          new RunContext(
              campaign.command() + limit.map(each -> " --minutes " + each).orElse(""),
              LocalDate.now(ZoneOffset.UTC).toString(),
              Duration.ofNanos(nanoTime.getAsLong() - start).toSeconds(),
              SourceCommit.read(),
              machine);
      return report(new CampaignResult(name, context, outcome));
    }
  }

  /// The value of options, or wrong usage.
  private <T> T valid(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException invalid) {
      throw new ParameterException(spec.commandLine(), String.valueOf(invalid.getMessage()));
    }
  }

  private int report(CampaignResult result) throws IOException {
    result
        .outcome()
        .counts()
        .forEach((what, count) -> System.out.printf("%,12d %s%n", count, what));
    result.outcome().stopped().ifPresent(System.out::println);
    result
        .outcome()
        .findings()
        .forEach(finding ->
            System.out.printf("FOUND: %s%n  repeat: %s%n", finding.violation(), finding.command()));
    if (!unrecorded) {
      Path file = new ResultFiles(options.results()).write(result);
      PageCommand.write(options);
      System.err.println("Wrote " + file + " and " + options.page() + ".");
    }
    if (!result.outcome().findings().isEmpty()) return CampaignExitCodes.FAULT_FOUND;
    System.out.println("Nothing found.");
    return CampaignExitCodes.NOTHING_FOUND;
  }
}
