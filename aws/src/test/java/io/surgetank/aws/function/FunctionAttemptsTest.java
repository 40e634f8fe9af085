package io.surgetank.aws.function;

import io.surgetank.contract.AttemptContract;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Stage;
import io.surgetank.job.Job;
import io.surgetank.ledger.Ledger;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.store.JobStore;
import io.surgetank.work.Handler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@On(Stage.AWS)
class FunctionAttemptsTest implements AttemptContract {
  private final List<Rig> opened = new ArrayList<>();

  @Override
  public Workshop workshop(Pipelines pipelines, Handler handler) {
    var rig = new Rig(pipelines);
    opened.add(rig);
    return new Lambda(rig, rig.worker(handler));
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Rig::close);
  }

  private record Lambda(Rig rig, WorkerFunction function) implements Workshop {
    @Override
    public JobStore jobs() {
      return rig.installation.tank().jobs();
    }

    @Override
    public Ledger ledger() {
      return rig.installation.tank().ledger();
    }

    @Override
    public InstantSource clock() {
      return rig.clock;
    }

    @Override
    public void work(List<Job> jobs) throws IOException {
      while (!jobs.stream().allMatch(job -> rig.record(job).status().isEnd())) {
        rig.work(function, 60_000);
      }
    }
  }
}
