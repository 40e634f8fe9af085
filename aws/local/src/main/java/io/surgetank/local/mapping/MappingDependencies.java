package io.surgetank.local.mapping;

import io.surgetank.local.lambda.Invoker;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What a mapping stands between, and what it is handed.
public record MappingDependencies(
    QueueSource queueSource, Invoker invoker, InstantSource clock, RandomGenerator random) {}
