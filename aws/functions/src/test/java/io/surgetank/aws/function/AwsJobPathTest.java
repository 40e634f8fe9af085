package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.core.work.Outcome;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// docs/architecture.md lists the files that a job passes on AWS. `JobPathTest` in `cli` does the
/// same for one machine.
class AwsJobPathTest {
  private static final Set<String> OF_TESTS = Set.of("AwsJobPathTest", "FunctionHarness");

  private final Set<String> passed = new ConcurrentSkipListSet<>();

  /// The call stacks at each call of AWS, and when the job is handled.
  @Test
  void every_class_that_handles_a_job_is_listed() throws Exception {
    try (var harness = new FunctionHarness(SamplePipelines.PIPELINES, new Calls())) {
      var receiver = new ReceiverFunction(harness.functionWiring);
      FunctionHarness.call(receiver, event(), 60_000);
      var worker =
          harness.worker((_, _) -> {
            pass();
            return new Outcome.Processed("{}");
          });
      assertThat(harness.process(worker, 60_000)).isEmpty();

      passed.removeAll(OF_TESTS);
      String page = Files.readString(Path.of("../../docs/architecture.md"));
      assertThat(passed)
          .contains("Submit", "JobInserter", "HandlerRunner", "Leases")
          .allMatch(name -> page.contains("[`" + name + "`]"));
    }
  }

  private static byte[] event() {
    var event =
        Json.MAPPER
            .createObjectNode()
            .put("version", "2.0")
            .put("rawPath", "/orders")
            .put("body", "{}");
    event.putObject("requestContext").putObject("http").put("method", "POST");
    return Json.MAPPER.writeValueAsBytes(event);
  }

  private void pass() {
    StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .forEach(frame -> {
          if (frame.getClassName().startsWith("io.surgetank."))
            passed.add(frame.getDeclaringClass().getNestHost().getSimpleName());
        });
  }

  private final class Calls implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      pass();
    }
  }
}
