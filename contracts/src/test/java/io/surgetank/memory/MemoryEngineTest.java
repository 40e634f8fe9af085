package io.surgetank.memory;

import io.surgetank.backend.Backend;
import io.surgetank.backend.Clockwork;
import io.surgetank.contract.BackendAgainstModel;
import io.surgetank.contract.LocalBackendContract;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Stage;
import io.surgetank.pipeline.Pipelines;

@On(Stage.REFERENCE)
class MemoryEngineTest implements LocalBackendContract, BackendAgainstModel {
  @Override
  public Backend open(Pipelines pipelines, Clockwork clock) {
    return new MemoryBackend(pipelines, clock);
  }

  @Override
  public Backend reopenAfterCrash(Backend running) {
    return ((MemoryBackend) running).restarted();
  }
}
