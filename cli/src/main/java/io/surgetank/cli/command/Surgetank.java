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

/// The command line: registers the subcommands and runs one of them.
@Command(
    name = "surgetank",
    description = "A durable job intake and queue server.",
    footer = {
      "",
      "Exit codes: 0 success; 1 refused, failed, or an error was found; 2 wrong usage;",
      "3 no server reachable.",
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

  CommandRuntime runtime() {
    return commandRuntime;
  }

  /// Runs the command in `arguments` and returns its exit code.
  public static int run(CommandRuntime commandRuntime, String... arguments) {
    // For a fast start: `serve` does not load the other commands.
    boolean serveOnly = arguments.length > 0 && arguments[0].equals("serve");
    CommandLine root = commandLine(commandRuntime, serveOnly);
    if (arguments.length == 0) {
      root.usage(System.out);
      return ExitCodes.USAGE;
    }
    return root.execute(arguments);
  }

  /// The parser of all commands, with their options.
  public static CommandLine commandLine(CommandRuntime commandRuntime) {
    return commandLine(commandRuntime, false);
  }

  private static CommandLine commandLine(CommandRuntime commandRuntime, boolean serveOnly) {
    CommandLine root = new CommandLine(new Surgetank(commandRuntime));
    if (serveOnly) root.addSubcommand(new ServeCommand(commandRuntime));
    else addAll(root, commandRuntime);
    helpEverywhere(root);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.registerConverter(Duration.class, DurationConverter::duration);
    root.setUsageHelpAutoWidth(true);
    root.setParameterExceptionHandler(Surgetank::misused);
    root.setExecutionExceptionHandler((exception, line, parsed) -> failed(exception));
    root.getCommandSpec().version(VersionCommand.text(commandRuntime.version()));
    return root;
  }

  private static void addAll(CommandLine root, CommandRuntime commandRuntime) {
    root.addSubcommand(new ServeCommand(commandRuntime));
    root.addSubcommand(new LocalAwsCommand(commandRuntime));
    root.addSubcommand(new CheckCommand(commandRuntime));
    root.addSubcommand(new InitCommand(commandRuntime));
    root.addSubcommand(new SchemaCommand());
    root.addSubcommand(new CommandLine(new JobsCommand()));
    var dead = new CommandLine(new DeadCommand());
    dead.addSubcommand(new DeadCommand.Ls());
    dead.addSubcommand(new DeadCommand.Show());
    dead.addSubcommand(
        "redrive", action(DeadLetterActionCommand.Action.REDRIVE, "Redrive dead letters."));
    dead.addSubcommand(
        "purge", action(DeadLetterActionCommand.Action.PURGE, "Remove dead letters permanently."));
    root.addSubcommand(dead);
    root.addSubcommand(new AuditLogCommand());
    root.addSubcommand(new CommandLine(new KeysCommand()));
    root.addSubcommand(new VerifyCommand());
    root.addSubcommand("audit", hidden(new VerifyCommand()));
    root.addSubcommand(new BackupCommand(commandRuntime.stores()));
    root.addSubcommand(new RestoreCommand(commandRuntime.stores()));
    root.addSubcommand(new DoctorCommand(commandRuntime.stores()));
    root.addSubcommand(new LoadCommand(commandRuntime.clock()));
    root.addSubcommand(new ExportCommand(commandRuntime));
    root.addSubcommand(new PackageCommand(commandRuntime));
    root.addSubcommand(DeployCommand.line(commandRuntime));
    root.addSubcommand(new VersionCommand(commandRuntime));
    root.addSubcommand(new CompletionCommand());
    root.addSubcommand(new TrainCommand(commandRuntime));
    root.addSubcommand(new CommandLine.HelpCommand());
  }

  @SuppressWarnings("UnusedVariable") // read by picocli
  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print version information and exit.")
  private boolean version;

  private static CommandLine action(DeadLetterActionCommand.Action action, String description) {
    var line = new CommandLine(new DeadLetterActionCommand(action));
    line.getCommandSpec()
        .usageMessage()
        .description(description)
        .footer("", "Example:", "  surgetank dead " + action.word() + " --pipeline orders --yes");
    return line;
  }

  /// A former name that still works.
  private static CommandLine hidden(Object command) {
    var line = new CommandLine(command);
    line.getCommandSpec().usageMessage().hidden(true);
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

  /// An unknown command or option, with similar ones.
  private static String unmatched(UnmatchedArgumentException misuse) {
    String word = misuse.getUnmatched().getFirst();
    boolean takesCommands = !misuse.getCommandLine().getSubcommands().isEmpty();
    String what = misuse.isUnknownOption() ? "option" : takesCommands ? "command" : "argument";
    String text = "Unknown " + what + ": '" + word + "'.";
    List<String> similar = misuse.getSuggestions();
    return similar.isEmpty() ? text : text + " Did you mean " + String.join(" or ", similar) + "?";
  }

  private static int failed(Exception exception) {
    return switch (exception) {
      case InvalidPathException notAPath -> {
        Terminal.err("Invalid path: " + notAPath.getInput());
        yield ExitCodes.USAGE;
      }
      case UncheckedIOException unusable -> {
        Terminal.err(ExitCodes.sentence(unusable));
        yield ExitCodes.FAILED;
      }
      default -> {
        Terminal.err("Internal error: " + exception);
        yield ExitCodes.FAILED;
      }
    };
  }
}
