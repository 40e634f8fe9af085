package io.surgetank.engine.sqlite;

import io.surgetank.backend.Backend;
import io.surgetank.backend.Clockwork;
import io.surgetank.contract.BackendAgainstModel;
import io.surgetank.contract.LocalBackendContract;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Stage;
import io.surgetank.pipeline.Pipelines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

@On(Stage.EMBEDDED)
class SqliteEngineContractTest implements LocalBackendContract, BackendAgainstModel {
  @TempDir private Path folder;
  private final List<OpenEngine> opened = new ArrayList<>();

  @Override
  public Backend open(Pipelines pipelines, Clockwork clock) {
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
