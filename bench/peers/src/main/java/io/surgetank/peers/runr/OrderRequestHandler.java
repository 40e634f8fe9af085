package io.surgetank.peers.runr;

import io.surgetank.peers.job.Order;
import io.surgetank.peers.sql.Results;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/// Works an order; public, since JobRunr calls it by reflection.
public record OrderRequestHandler(Results results) implements JobRequestHandler<OrderRequest> {
  @Override
  public void run(OrderRequest request) {
    results.store(new Order(request.id(), request.payload()));
  }
}
