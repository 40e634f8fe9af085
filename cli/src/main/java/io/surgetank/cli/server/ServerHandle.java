package io.surgetank.cli.server;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.datadir.ServerFiles;
import io.surgetank.core.lifecycle.Closer;

/// A running server.
public final class ServerHandle implements CommandRuntime.Running {
  private final CommandRuntime.Greeting greeting;
  private final ServerFiles folder;
  private final ServerHealth serverHealth;
  private final ShutdownReport stop;
  private final Closer opened;

  public ServerHandle(
      CommandRuntime.Greeting greeting,
      ServerFiles folder,
      ServerHealth serverHealth,
      ShutdownReport stop,
      Closer opened) {
    this.greeting = greeting;
    this.folder = folder;
    this.serverHealth = serverHealth;
    this.stop = stop;
    this.opened = opened;
  }

  @Override
  public CommandRuntime.Greeting greeting() {
    return greeting;
  }

  /// Stops being ready first, then ends running attempts, then closes the store.
  @Override
  public void close() {
    stop.begin();
    serverHealth.stopping();
    folder.withdraw();
    opened.close();
  }
}
