package io.surgetank.engine.pool;

import io.surgetank.pipeline.Pipeline;
import io.surgetank.work.Worker;

/// A pipeline with who works it.
public record Station(Pipeline pipeline, Worker worker) {}
