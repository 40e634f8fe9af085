package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.process.FatalError;
import java.lang.System.Logger;
import java.util.function.Consumer;

/// Isolates the store from its listeners: an exception in a listener is not a failed write.
record SafeEventListener(Consumer<Event> listener) implements Consumer<Event> {
  private static final Logger LOG = System.getLogger(SafeEventListener.class.getName());

  static SafeEventListener wrap(Consumer<Event> listener) {
    return listener instanceof SafeEventListener guarded
        ? guarded
        : new SafeEventListener(listener);
  }

  @Override
  public void accept(Event event) {
    try {
      listener.accept(event);
    } catch (VirtualMachineError unsafe) {
      throw unsafe;
    } catch (Throwable unexpected) {
      var _ = FatalError.reported(unexpected);
      LOG.log(
          Logger.Level.ERROR,
          "a listener failed on an event of type " + event.getClass().getSimpleName(),
          unexpected);
    }
  }
}
