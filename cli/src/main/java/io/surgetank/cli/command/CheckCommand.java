package io.surgetank.cli.command;

import io.surgetank.core.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Checks a descriptor without starting anything.
@Command(
    name = "check",
    description = "Check a descriptor, its schemas and handlers; tell every fault at once.",
    footer = {
      "",
      "Examples:",
      "  surgetank check --config my/surgetank.yaml",
      "  surgetank check --config my/surgetank.yaml --json",
      "",
      "Exits with 1 when there is a fault."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private HandlerConfigOptions described = new HandlerConfigOptions();

  @Option(names = "--json", description = "Write the result as JSON.")
  private boolean json;

  private final CommandRuntime commandRuntime;

  CheckCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() {
    return switch (commandRuntime.check(described.descriptor(), described.handlers())) {
      case CommandRuntime.Check.Valid(_, var routes) -> valid(routes);
      case CommandRuntime.Check.Faulty(var faults) -> faulty(faults);
    };
  }

  private int valid(List<CommandRuntime.Route> routes) {
    if (json) {
      var result = Json.MAPPER.createObjectNode();
      result.put("valid", true);
      var pipelines = result.putArray("pipelines");
      for (var route : routes)
        pipelines
            .addObject()
            .put("name", route.pipeline())
            .put("path", route.path())
            .put("handler", route.handler())
            .put("retry", route.retry());
      Terminal.out(ServerOptions.pretty(result));
      return ExitCodes.OK;
    }
    var textTable = new TextTable("PIPELINE", "PATH", "HANDLER", "RETRY");
    for (var route : routes)
      textTable.row(route.pipeline(), route.path(), route.handler(), route.retry());
    var terminal = Terminal.ofProcess();
    terminal.say(described.banner());
    textTable.print(terminal);
    return ExitCodes.OK;
  }

  private int faulty(List<CommandRuntime.Fault> faults) {
    if (json) {
      var result = Json.MAPPER.createObjectNode();
      result.put("valid", false);
      var told = result.putArray("faults");
      for (var fault : faults)
        told.addObject()
            .put("file", fault.file())
            .put("line", fault.line())
            .put("column", fault.column())
            .put("text", fault.text());
      Terminal.out(ServerOptions.pretty(result));
    } else {
      faults.forEach(fault -> Terminal.err(fault.told()));
      Terminal.err(faults.size() == 1 ? "1 fault." : faults.size() + " faults.");
    }
    return ExitCodes.FAILED;
  }
}
