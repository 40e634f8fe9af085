package io.surgetank.engine.pool;

import io.surgetank.backend.Clockwork;
import io.surgetank.contract.AttemptContract;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Stage;
import io.surgetank.engine.sqlite.SqliteEngine;
import io.surgetank.engine.sqlite.Surroundings;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.work.Handler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@On(Stage.EMBEDDED)
class SqliteAttemptsTest implements AttemptContract {
  @TempDir private Path folder;
  private final List<PooledWorkshop> opened = new ArrayList<>();
  private final List<SqliteEngine> engines = new ArrayList<>();

  @Override
  public Workshop workshop(Pipelines pipelines, Handler handler) {
    var clock = new Clockwork();
    var engine = SqliteEngine.open(folder, pipelines, Surroundings.of(clock, _ -> {}, folder));
    engines.add(engine);
    var ports = new PooledWorkshop.Ports(engine.jobs(), engine.queue(), engine.ledger());
    var workshop = PooledWorkshop.over(ports, clock, pipelines, handler);
    opened.add(workshop);
    return workshop;
  }

  @AfterEach
  void closeAll() throws InterruptedException {
    for (PooledWorkshop workshop : opened) workshop.stop();
    for (SqliteEngine engine : engines) engine.close();
  }
}
