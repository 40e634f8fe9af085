package io.surgetank.local.eventsource;

import io.surgetank.local.lambda.Invoker;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The dependencies of a mapping.
public record MappingDependencies(
    QueueSource queueSource, Invoker invoker, InstantSource clock, RandomGenerator random) {}
