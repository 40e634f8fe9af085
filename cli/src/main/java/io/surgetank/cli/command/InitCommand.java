package io.surgetank.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Writes the built-in configuration to a folder.
@Command(
    name = "init",
    description =
        "Write the built-in configuration and its schemas to a folder, as a starting point.",
    footer = {"", "Example:", "  surgetank init my && cd my && surgetank serve"})
final class InitCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "The folder. Existing files are not overwritten. Default: ${DEFAULT-VALUE}")
  private Path folder = Path.of(".");

  private final CommandRuntime commandRuntime;

  InitCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() {
    Map<String, String> files = commandRuntime.builtInFiles();
    for (String name : files.keySet()) {
      if (Files.exists(folder.resolve(name))) {
        Terminal.err(folder.resolve(name) + " already exists; nothing was written.");
        return ExitCodes.FAILED;
      }
    }
    try {
      Files.createDirectories(folder);
      for (var file : files.entrySet()) {
        Path target = folder.resolve(file.getKey());
        Path parent = target.getParent();
        if (parent != null) Files.createDirectories(parent);
        Files.writeString(target, file.getValue(), StandardOpenOption.CREATE_NEW);
        Terminal.out(target.toString());
      }
      return ExitCodes.OK;
    } catch (IOException unwritten) {
      Terminal.err("cannot write to " + folder + ": " + FileErrors.sentence(unwritten));
      return ExitCodes.FAILED;
    }
  }
}
