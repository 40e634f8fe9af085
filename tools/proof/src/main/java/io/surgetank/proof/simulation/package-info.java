/// Deterministic simulation: the API, the SQLite engine and the worker pool run under a virtual
/// clock and a seeded scheduler, with seeded faults. One seed is one run. Uses `core`, `sqlite` and
/// `runtime`.
@NullMarked
package io.surgetank.proof.simulation;

import org.jspecify.annotations.NullMarked;
