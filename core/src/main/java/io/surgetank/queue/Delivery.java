package io.surgetank.queue;

import io.surgetank.job.Attempt;
import io.surgetank.job.Job;

/// One handing of a job to a worker.
public record Delivery(Job job, Attempt attempt, Receipt receipt) {}
