package io.surgetank.peers.runr;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/// What JobRunr keeps of an order; public, since it is made anew from JSON.
public record OrderRequest(UUID id, String payload) implements JobRequest {
  @Override
  public Class<OrderRequestHandler> getJobRequestHandler() {
    return OrderRequestHandler.class;
  }
}
