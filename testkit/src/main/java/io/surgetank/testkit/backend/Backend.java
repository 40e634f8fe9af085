package io.surgetank.testkit.backend;

import io.surgetank.core.event.Event;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import java.util.List;

/// A backend under test: its ports, and the two things a test must be able to ask beside them.
public interface Backend {
  JobStore jobs();

  DeliveryQueue queue();

  DeadLetters deadLetters();

  Ledger ledger();

  /// Does now what the backend does by itself in its own time: gives jobs back whose lease ran out,
  /// removes records whose time is over, writes counts that were held back. A backend that notices
  /// lost leases only when somebody leases may leave that part until then.
  void catchUp();

  /// Everything told since this was opened, in order. Complete with regard to every call that has
  /// returned.
  List<Event> events();
}
