package io.surgetank.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The configuration that a command uses; the same rules for every command.
final class ConfigOptions {
  /// Used if no option names another.
  static final Path HERE = Path.of("surgetank.yaml");

  @ArgGroup(exclusive = true)
  private Choice choice = new Choice();

  /// One of the two, or neither.
  static final class Choice {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = {
          "The configuration file.",
          "Default: ./surgetank.yaml if it exists, else the built-in pipelines."
        })
    private String config = "";

    @Option(
        names = "--builtin",
        description = "Use the built-in pipelines, even if there is a ./surgetank.yaml.")
    private boolean builtIn;
  }

  ConfigurationChoice source() {
    if (!choice.config.isEmpty()) return new ConfigurationChoice.File(Path.of(choice.config));
    return !choice.builtIn && Files.isRegularFile(HERE)
        ? new ConfigurationChoice.File(HERE)
        : new ConfigurationChoice.BuiltIn();
  }

  /// For commands that do not print their configuration otherwise: the user must see when the file
  /// in the current folder is used.
  Optional<String> notice() {
    return source() instanceof ConfigurationChoice.File && choice.config.isEmpty()
        ? Optional.of(banner())
        : Optional.empty();
  }

  /// Where the configuration is, for a log: a file, or `built-in`.
  String place() {
    return switch (source()) {
      case ConfigurationChoice.File(var path) -> path.toAbsolutePath().normalize().toString();
      case ConfigurationChoice.BuiltIn() -> "built-in";
    };
  }

  /// A line for the banner.
  String banner() {
    return switch (source()) {
      case ConfigurationChoice.File(var path) when choice.config.isEmpty() ->
          "Configuration: ./"
              + path
              + " (found in the current folder; --builtin for the built-in one)";
      case ConfigurationChoice.File(var path) ->
          "Configuration: " + path.toAbsolutePath().normalize();
      case ConfigurationChoice.BuiltIn() ->
          "Configuration: the built-in pipelines (`surgetank init` writes them to a file)";
    };
  }
}
