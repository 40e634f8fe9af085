package io.surgetank.aws.function;

import io.surgetank.core.job.Job;
import io.surgetank.core.ledger.Ledger;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.work.Handler;
import io.surgetank.testkit.contract.AttemptContract;
import io.surgetank.testkit.parity.RunsOn;
import io.surgetank.testkit.parity.TestedBackend;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@RunsOn(TestedBackend.AWS)
class FunctionAttemptsTest implements AttemptContract {
  private final List<FunctionHarness> opened = new ArrayList<>();

  @Override
  public AttemptHarness workshop(Pipelines pipelines, Handler handler) {
    var functionHarness = new FunctionHarness(pipelines);
    opened.add(functionHarness);
    return new Lambda(functionHarness, functionHarness.worker(handler));
  }

  @AfterEach
  void closeAll() {
    opened.forEach(FunctionHarness::close);
  }

  private record Lambda(FunctionHarness functionHarness, WorkerFunction function)
      implements AttemptHarness {
    @Override
    public JobStore jobs() {
      return functionHarness.functionWiring.dynamoBackend().jobs();
    }

    @Override
    public Ledger ledger() {
      return functionHarness.functionWiring.dynamoBackend().ledger();
    }

    @Override
    public InstantSource clock() {
      return functionHarness.clock;
    }

    @Override
    public void work(List<Job> jobs) throws IOException {
      while (!jobs.stream().allMatch(job -> functionHarness.record(job).status().isEnd())) {
        functionHarness.process(function, 60_000);
      }
    }
  }
}
