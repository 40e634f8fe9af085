package io.surgetank.core.queue;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;

/// One delivery of a job to a worker.
public record Delivery(Job job, Attempt attempt, Receipt receipt) {}
