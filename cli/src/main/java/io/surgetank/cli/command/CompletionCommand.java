package io.surgetank.cli.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Writes a shell completion script.
@Command(
    name = "completion",
    description = "Write a completion script for bash and zsh.",
    footer = {"", "Example:", "  source <(surgetank completion)"})
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    System.out.print(AutoComplete.bash("surgetank", spec.root().commandLine()));
    System.out.println();
    return ExitCodes.OK;
  }
}
