package io.surgetank.sqlite;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.BackendAgainstModel;
import io.surgetank.testkit.contract.LocalBackendContract;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

@RunsOn(TestedBackend.EMBEDDED)
class SqliteEngineContractTest implements LocalBackendContract, BackendAgainstModel {
  @TempDir private Path folder;
  private final List<OpenEngine> opened = new ArrayList<>();

  @Override
  public Backend open(Pipelines pipelines, TestClock clock) {
    return kept(new OpenEngine(folder.resolve("data" + opened.size()), pipelines, clock));
  }

  @Override
  public Backend reopenAfterCrash(Backend running) {
    var before = (OpenEngine) running;
    opened.remove(before);
    return kept(before.diedAndReopened());
  }

  private OpenEngine kept(OpenEngine engine) {
    opened.add(engine);
    return engine;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(OpenEngine::close);
  }
}
