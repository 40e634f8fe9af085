package io.surgetank.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists what operators did.
@Command(
    name = "audit-log",
    description =
        "List what operators redrove, purged, cancelled or moved, and changes of API keys, newest first.",
    footer = {"", "Example:", "  surgetank audit-log --json"})
final class AuditLogCommand implements Callable<Integer> {
  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  public Integer call() {
    return server.ask(client -> client.get("audit-log", Map.of()), DeadLetterFormatter::auditLog);
  }
}
