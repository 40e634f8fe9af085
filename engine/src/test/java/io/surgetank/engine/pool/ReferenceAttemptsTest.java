package io.surgetank.engine.pool;

import io.surgetank.backend.Clockwork;
import io.surgetank.contract.AttemptContract;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Stage;
import io.surgetank.memory.MemoryBackend;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.work.Handler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@On(Stage.REFERENCE)
class ReferenceAttemptsTest implements AttemptContract {
  private final List<PooledWorkshop> opened = new ArrayList<>();

  @Override
  public Workshop workshop(Pipelines pipelines, Handler handler) {
    var clock = new Clockwork();
    var backend = new MemoryBackend(pipelines, clock);
    var ports = new PooledWorkshop.Ports(backend.jobs(), backend.queue(), backend.ledger());
    var workshop = PooledWorkshop.over(ports, clock, pipelines, handler);
    opened.add(workshop);
    return workshop;
  }

  @AfterEach
  void closeAll() throws InterruptedException {
    for (PooledWorkshop workshop : opened) workshop.stop();
  }
}
