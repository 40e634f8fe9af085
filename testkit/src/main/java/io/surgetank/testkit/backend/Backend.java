package io.surgetank.testkit.backend;

import io.surgetank.core.event.Event;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.queue.DeliveryQueue;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.JobStore;
import java.util.List;

/// A backend under test: its ports, background work and events.
public interface Backend {
  JobStore jobs();

  DeliveryQueue queue();

  DeadLetters deadLetters();

  Ledger ledger();

  /// Runs the backend's background work now: releases jobs with expired leases, removes expired
  /// records, writes delayed counts. A backend that detects expired leases only when leasing may
  /// defer that part.
  void catchUp();

  /// All events since this was opened, in order. Complete for every call that has returned.
  List<Event> events();
}
