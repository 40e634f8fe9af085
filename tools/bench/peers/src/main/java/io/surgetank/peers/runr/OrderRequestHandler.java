package io.surgetank.peers.runr;

import io.surgetank.peers.job.Order;
import io.surgetank.peers.sql.ResultTable;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/// Processes an order; public, because JobRunr calls it by reflection.
public record OrderRequestHandler(ResultTable resultTable)
    implements JobRequestHandler<OrderRequest> {
  @Override
  public void run(OrderRequest request) {
    resultTable.store(new Order(request.id(), request.payload()));
  }
}
