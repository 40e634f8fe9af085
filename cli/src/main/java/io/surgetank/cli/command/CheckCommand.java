package io.surgetank.cli.command;

import io.surgetank.core.configuration.LocatedJwtSettings;
import io.surgetank.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Checks a configuration without starting anything.
@Command(
    name = "check",
    description = "Check a configuration, its schemas and handlers; report every error at once.",
    footer = {
      "",
      "Examples:",
      "  surgetank check --config my/surgetank.yaml",
      "  surgetank check --config my/surgetank.yaml --json",
      "",
      "Exits with status 1 if there is an error."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private HandlerConfigOptions config = new HandlerConfigOptions();

  @Option(names = "--json", description = "Write the result as JSON.")
  private boolean json;

  private final CommandRuntime commandRuntime;

  CheckCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() {
    return switch (commandRuntime.check(config.source(), config.handlers())) {
      case CommandRuntime.Check.Valid(_, var routes, var jwt) -> valid(routes, jwt);
      case CommandRuntime.Check.Invalid(var errors) -> invalid(errors);
    };
  }

  private int valid(List<CommandRuntime.Route> routes, Optional<LocatedJwtSettings> jwt) {
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
      jwt.map(LocatedJwtSettings::settings)
          .ifPresent(it ->
              result.putObject("jwt").put("issuer", it.issuer()).put("audience", it.audience()));
      Terminal.out(ServerOptions.pretty(result));
      return ExitCodes.OK;
    }
    var textTable = new TextTable("PIPELINE", "PATH", "HANDLER", "RETRY");
    for (var route : routes)
      textTable.row(route.pipeline(), route.path(), route.handler(), route.retry());
    var terminal = Terminal.ofProcess();
    terminal.say(config.banner());
    textTable.print(terminal);
    jwt.map(LocatedJwtSettings::settings)
        .map(it -> "JSON Web Tokens of %s for %s.".formatted(it.issuer(), it.audience()))
        .ifPresent(terminal::say);
    return ExitCodes.OK;
  }

  private int invalid(List<CommandRuntime.ConfigError> errors) {
    if (json) {
      var result = Json.MAPPER.createObjectNode();
      result.put("valid", false);
      var errorArray = result.putArray("errors");
      for (var error : errors)
        errorArray
            .addObject()
            .put("file", error.file())
            .put("line", error.line())
            .put("column", error.column())
            .put("text", error.text());
      Terminal.out(ServerOptions.pretty(result));
    } else {
      errors.forEach(error -> Terminal.err(PrintableText.line(error.message())));
      Terminal.err(errors.size() == 1 ? "1 error." : errors.size() + " errors.");
    }
    return ExitCodes.FAILED;
  }
}
