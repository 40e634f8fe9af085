package io.surgetank.peers.runr;

import java.util.UUID;
import org.jobrunr.jobs.lambdas.JobRequest;

/// The job request that JobRunr stores; public, because it is deserialized from JSON.
public record OrderRequest(UUID id, String payload) implements JobRequest {
  @Override
  public Class<OrderRequestHandler> getJobRequestHandler() {
    return OrderRequestHandler.class;
  }
}
