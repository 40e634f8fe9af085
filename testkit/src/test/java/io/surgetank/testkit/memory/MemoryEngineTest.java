package io.surgetank.testkit.memory;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.BackendAgainstModel;
import io.surgetank.testkit.contract.LocalBackendContract;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;

@RunsOn(TestedBackend.REFERENCE)
class MemoryEngineTest implements LocalBackendContract, BackendAgainstModel {
  @Override
  public Backend open(Pipelines pipelines, TestClock clock) {
    return new MemoryBackend(pipelines, clock);
  }

  @Override
  public Backend reopenAfterCrash(Backend running) {
    return ((MemoryBackend) running).restarted();
  }
}
