package io.surgetank.runtime.worker;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.work.Handler;
import io.surgetank.sqlite.EngineDependencies;
import io.surgetank.sqlite.SqliteEngine;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.AttemptContract;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@RunsOn(TestedBackend.EMBEDDED)
class SqliteAttemptsTest implements AttemptContract {
  @TempDir private Path folder;
  private final List<WorkerPoolHarness> opened = new ArrayList<>();
  private final List<SqliteEngine> engines = new ArrayList<>();

  @Override
  public AttemptHarness workshop(Pipelines pipelines, Handler handler) {
    var clock = new TestClock();
    var engine =
        SqliteEngine.open(folder, pipelines, EngineDependencies.of(clock, _ -> {}, folder));
    engines.add(engine);
    var ports = new WorkerPoolHarness.Ports(engine.jobs(), engine.queue(), engine.ledger());
    var workshop = WorkerPoolHarness.over(ports, clock, pipelines, handler);
    opened.add(workshop);
    return workshop;
  }

  @AfterEach
  void closeAll() throws InterruptedException {
    for (WorkerPoolHarness workshop : opened) workshop.stop();
    for (SqliteEngine engine : engines) engine.close();
  }
}
