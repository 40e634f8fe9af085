package io.surgetank.cli.command;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command itself: knows its sub-commands, runs the one that is asked for.
@Command(
    name = "surgetank",
    description = "Accepts work at once, works it at a steady pace, loses none of it.",
    footer = {
      "",
      "Exit codes: 0 done; 1 refused, failed, or a fault was found; 2 wrong usage;",
      "3 no server reached.",
      "",
      "Examples:",
      "  surgetank serve",
      "  surgetank jobs ls --status dead",
      "  surgetank <command> --help"
    })
public final class Surgetank {
  private final CommandRuntime commandRuntime;

  private Surgetank(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  CommandRuntime installation() {
    return commandRuntime;
  }

  /// Runs the command that `arguments` name and gives the exit code.
  public static int run(CommandRuntime commandRuntime, String... arguments) {
    CommandLine root = new CommandLine(new Surgetank(commandRuntime));
    // A server should be up at once: no other command is looked at on its way.
    if (arguments.length > 0 && arguments[0].equals("serve"))
      root.addSubcommand(new ServeCommand(commandRuntime));
    else addAll(root, commandRuntime);
    helpEverywhere(root);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.registerConverter(Duration.class, TimeOptions::duration);
    root.setUsageHelpAutoWidth(true);
    root.setParameterExceptionHandler(Surgetank::misused);
    root.setExecutionExceptionHandler((surprise, line, parsed) -> failed(surprise));
    root.getCommandSpec().version(VersionCommand.text(commandRuntime.version()));
    if (arguments.length == 0) {
      root.usage(System.out);
      return ExitCodes.USAGE;
    }
    return root.execute(arguments);
  }

  private static void addAll(CommandLine root, CommandRuntime commandRuntime) {
    root.addSubcommand(new ServeCommand(commandRuntime));
    root.addSubcommand(new LocalAwsCommand(commandRuntime));
    root.addSubcommand(new CheckCommand(commandRuntime));
    root.addSubcommand(new InitCommand(commandRuntime));
    root.addSubcommand(new CommandLine(new JobsCommand()));
    var dead = new CommandLine(new DeadCommand());
    dead.addSubcommand(new DeadCommand.Ls());
    dead.addSubcommand(new DeadCommand.Show());
    dead.addSubcommand(new DeadCommand.Trail());
    dead.addSubcommand(
        "redrive", act(DeadLetterActionCommand.Act.REDRIVE, "Send dead letters round again."));
    dead.addSubcommand(
        "purge", act(DeadLetterActionCommand.Act.PURGE, "Remove dead letters for good."));
    root.addSubcommand(dead);
    root.addSubcommand(new AuditCommand());
    root.addSubcommand(new LoadCommand(commandRuntime.pace()));
    root.addSubcommand(new ExportCommand(commandRuntime));
    root.addSubcommand(new PackageCommand(commandRuntime));
    root.addSubcommand(DeployCommand.line(commandRuntime));
    root.addSubcommand(new VersionCommand(commandRuntime));
    root.addSubcommand(new CompletionCommand());
    root.addSubcommand(new TrainCommand(commandRuntime));
    root.addSubcommand(new CommandLine.HelpCommand());
  }

  @SuppressWarnings("UnusedVariable") // picocli prints the version and ends when it is given
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print version information and exit.")
  private boolean version;

  private static CommandLine act(DeadLetterActionCommand.Act act, String description) {
    var line = new CommandLine(new DeadLetterActionCommand(act));
    line.getCommandSpec()
        .usageMessage()
        .description(description)
        .footer("", "Example:", "  surgetank dead " + act.word() + " --pipeline orders --yes");
    return line;
  }

  private static void helpEverywhere(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(false);
    if (line.getCommandSpec().findOption("--help") == null)
      line.getCommandSpec()
          .addOption(
              CommandLine.Model.OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show this help message and exit.")
                  .build());
    line.getSubcommands().values().forEach(Surgetank::helpEverywhere);
  }

  private static int misused(ParameterException misuse, String[] arguments) {
    Terminal.err(
        misuse instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched)
            : String.valueOf(misuse.getMessage()));
    Terminal.err("See: " + misuse.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCodes.USAGE;
  }

  /// A word that is no command or option, with those that it may be meant for.
  private static String unmatched(UnmatchedArgumentException misuse) {
    String word = misuse.getUnmatched().getFirst();
    boolean takesCommands = !misuse.getCommandLine().getSubcommands().isEmpty();
    String what =
        misuse.isUnknownOption() ? "option" : takesCommands ? "command" : "argument, not expected";
    String text = "Unknown " + what + ": '" + word + "'.";
    List<String> meant = misuse.getSuggestions();
    return meant.isEmpty() ? text : text + " Did you mean " + String.join(" or ", meant) + "?";
  }

  private static int failed(Exception surprise) {
    return switch (surprise) {
      case InvalidPathException notAPath -> {
        Terminal.err("Not a path: " + notAPath.getInput());
        yield ExitCodes.USAGE;
      }
      case UncheckedIOException unusable -> {
        Terminal.err(ExitCodes.sentence(unusable));
        yield ExitCodes.FAILED;
      }
      default -> {
        Terminal.err("Internal error: " + surprise);
        yield ExitCodes.FAILED;
      }
    };
  }
}
