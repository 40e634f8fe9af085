package io.surgetank.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// Which configuration a command uses. The one place that says so, for every command.
final class ConfigOptions {
  /// What is used where no option says otherwise.
  static final Path HERE = Path.of("surgetank.yaml");

  @ArgGroup(exclusive = true)
  private Choice choice = new Choice();

  /// Either, or neither.
  static final class Choice {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = {
          "The configuration of your pipelines.",
          "Default: ./surgetank.yaml if there is one, else the built-in pipelines."
        })
    private String config = "";

    @Option(
        names = "--builtin",
        description = "Use the built-in pipelines, even if there is a ./surgetank.yaml.")
    private boolean builtIn;
  }

  ConfigSource descriptor() {
    if (!choice.config.isEmpty()) return new ConfigSource.File(Path.of(choice.config));
    return !choice.builtIn && Files.isRegularFile(HERE)
        ? new ConfigSource.File(HERE)
        : new ConfigSource.BuiltIn();
  }

  /// What a command says that does not name its configuration elsewhere: the one in this folder
  /// must not be used unnoticed.
  Optional<String> notice() {
    return descriptor() instanceof ConfigSource.File && choice.config.isEmpty()
        ? Optional.of(banner())
        : Optional.empty();
  }

  /// A line for the banner.
  String banner() {
    return switch (descriptor()) {
      case ConfigSource.File(var path) when choice.config.isEmpty() ->
          "Configuration: ./" + path + ", found in this folder (--builtin for the built-in one)";
      case ConfigSource.File(var path) -> "Configuration: " + path.toAbsolutePath().normalize();
      case ConfigSource.BuiltIn() ->
          "Configuration: the built-in pipelines (`surgetank init` writes them to a file of yours)";
    };
  }
}
