package io.surgetank.runtime.worker;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.Handler;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.AttemptContract;
import io.surgetank.testkit.memory.MemoryBackend;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@RunsOn(TestedBackend.REFERENCE)
class ReferenceAttemptsTest implements AttemptContract {
  private final List<WorkerPoolHarness> opened = new ArrayList<>();

  @Override
  public AttemptHarness workshop(Pipelines pipelines, Handler handler) {
    var clock = new TestClock();
    var backend = new MemoryBackend(pipelines, clock);
    var ports = new WorkerPoolHarness.Ports(backend.jobs(), backend.queue(), backend.ledger());
    var workshop = WorkerPoolHarness.over(ports, clock, pipelines, handler);
    opened.add(workshop);
    return workshop;
  }

  @AfterEach
  void closeAll() throws InterruptedException {
    for (WorkerPoolHarness workshop : opened) workshop.stop();
  }
}
