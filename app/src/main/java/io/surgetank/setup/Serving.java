package io.surgetank.setup;

import io.surgetank.command.Installation;
import io.surgetank.home.DataFolder;

/// A server that is up, and how it is taken down.
public final class Serving implements Installation.Running {
  private final Installation.Greeting greeting;
  private final DataFolder folder;
  private final Condition condition;
  private final StopReport stop;
  private final Opening opened;

  public Serving(
      Installation.Greeting greeting,
      DataFolder folder,
      Condition condition,
      StopReport stop,
      Opening opened) {
    this.greeting = greeting;
    this.folder = folder;
    this.condition = condition;
    this.stop = stop;
    this.opened = opened;
  }

  @Override
  public Installation.Greeting greeting() {
    return greeting;
  }

  /// First nobody is sent here any more, then what runs ends, then the store is closed.
  @Override
  public void close() {
    stop.begin();
    condition.stopping();
    folder.withdraw();
    opened.close();
  }
}
