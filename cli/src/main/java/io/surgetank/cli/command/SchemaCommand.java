package io.surgetank.cli.command;

import io.surgetank.core.configuration.ConfigurationSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Prints the JSON Schema of the configuration.
@Command(
    name = "schema",
    description = "Print the JSON Schema of surgetank.yaml, for completion and checks in editors.",
    footer = {
      "",
      "Example:",
      "  surgetank schema > surgetank.schema.json",
      "",
      "Editors with yaml-language-server use it with this first line in surgetank.yaml:",
      "  # yaml-language-server: $schema=surgetank.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    System.out.print(ConfigurationSchema.text());
    return ExitCodes.OK;
  }
}
