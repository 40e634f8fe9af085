package io.surgetank.proof.simulation;

/// What surrounds the simulated server.
record SimulationContext(
    long seed,
    SeededScheduler scheduler,
    SimulatedDisk disk,
    JobObserver observer,
    Violations violations,
    Decorators decorators) {}
