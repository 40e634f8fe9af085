package io.surgetank.proof.main;

import io.surgetank.proof.campaign.CampaignExitCodes;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The entry point. Runs from the root of the repository.
@Command(
    name = "tools/proof/run",
    description = "Searches for faults of Surgetank by reliability campaigns.",
    subcommands = {
      KillCommand.class,
      HistoryCommand.class,
      PowerLossCommand.class,
      DiskFaultCommand.class,
      DamageCommand.class,
      SimulationCommand.class,
      ConcurrencyCommand.class,
      FuzzCommand.class,
      HostileClientsCommand.class,
      OverloadCommand.class,
      SoakCommand.class,
      AwsCommand.class,
      PlantedFaultCommand.class,
      MutationCommand.class,
      ReplayCommand.class,
      FuzzInputCommand.class,
      PageCommand.class
    },
    footer = {
      "",
      "A run writes its result to tools/proof/results, and docs/reliability.md.",
      CampaignExitCodes.TABLE
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    // The page is the same in every locale.
    Locale.setDefault(Locale.ROOT);
    System.exit(run(arguments));
  }

  /// Returns the exit code.
  static int run(String... arguments) {
    CommandLine line = commandLine();
    if (arguments.length == 0) {
      line.usage(System.err);
      return CampaignExitCodes.WRONG_USAGE;
    }
    return execute(line, arguments);
  }

  static CommandLine commandLine() {
    var line = new CommandLine(new Main());
    addHelp(line);
    line.getSubcommands().values().forEach(Main::addHelp);
    return line.setUsageHelpAutoWidth(true);
  }

  static int execute(CommandLine line, String... arguments) {
    return line.setExitCodeExceptionMapper(Main::exitCode).execute(arguments);
  }

  private static int exitCode(Throwable failure) {
    return failure instanceof ParameterException
        ? CampaignExitCodes.WRONG_USAGE
        : CampaignExitCodes.ERROR;
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
  }
}
