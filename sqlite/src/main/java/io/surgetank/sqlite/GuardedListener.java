package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import java.lang.System.Logger;
import java.util.function.Consumer;

/// Keeps the store apart from those who listen to it: their trouble is not a failed write.
record GuardedListener(Consumer<Event> listener) implements Consumer<Event> {
  private static final Logger LOG = System.getLogger(GuardedListener.class.getName());

  static GuardedListener around(Consumer<Event> listener) {
    return listener instanceof GuardedListener guarded ? guarded : new GuardedListener(listener);
  }

  @Override
  public void accept(Event event) {
    try {
      listener.accept(event);
    } catch (VirtualMachineError unsafe) {
      throw unsafe;
    } catch (Throwable surprise) {
      LOG.log(
          Logger.Level.ERROR,
          "a listener failed on an event of the kind " + event.getClass().getSimpleName(),
          surprise);
    }
  }
}
