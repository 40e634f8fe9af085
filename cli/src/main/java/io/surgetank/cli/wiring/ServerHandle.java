package io.surgetank.cli.wiring;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.datadir.DataFolder;

/// A server that is up, and how it is taken down.
public final class ServerHandle implements CommandRuntime.Running {
  private final CommandRuntime.Greeting greeting;
  private final DataFolder folder;
  private final ServerHealth serverHealth;
  private final ShutdownReport stop;
  private final Closer opened;

  public ServerHandle(
      CommandRuntime.Greeting greeting,
      DataFolder folder,
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

  /// First nobody is sent here any more, then what runs ends, then the store is closed.
  @Override
  public void close() {
    stop.begin();
    serverHealth.stopping();
    folder.withdraw();
    opened.close();
  }
}
