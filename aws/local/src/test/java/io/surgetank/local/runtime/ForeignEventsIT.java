package io.surgetank.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.local.lambda.InvocationResult;
import io.surgetank.local.lambda.Invoker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Events of other services to the functions of the zip, and the addresses that local AWS listens
/// on.
@EnabledOnOs(OS.LINUX)
class ForeignEventsIT {
  private static final String SECRET = "leak-4711";

  private static final Map<String, List<String>> EVENTS =
      Map.of(
          "receiver",
          List.of(
              "{\"Records\":[{\"EventSource\":\"aws:sns\",\"Sns\":{\"Message\":\"leak-4711\"}}]}",
              "{\"httpMethod\":\"POST\",\"headers\":{\"authorization\":\"leak-4711\"},"
                  + "\"requestContext\":{\"elb\":{}},\"body\":\"leak-4711\"}"),
          "worker",
          List.of("{\"Records\":[{\"eventSource\":\"aws:s3\",\"s3\":{\"a\":\"leak-4711\"}}]}"),
          "dead-letter",
          List.of("{\"source\":\"leak-4711\",\"detail-type\":\"Paid\",\"detail\":{}}"),
          "sweeper",
          List.of("{\"a\":\"leak-4711\"}"));

  @Test
  void functions_refuse_events_of_other_services_and_all_sockets_are_loopback(@TempDir Path logs)
      throws Exception {
    try (var deployed = Deployed.builtIn(logs)) {
      for (var function : EVENTS.entrySet())
        for (String event : function.getValue())
          assertRefused(deployed, deployed.stack.name() + "-" + function.getKey(), event);
      assertAnsweredAsSubmission(deployed, "{\"unitPrice\":\"leak-4711\"}");
      assertThat(deployed.events.toString()).doesNotContain(SECRET);

      assertThat(PortProbe.sockets()).isNotEmpty().allMatch(PortProbe::isLoopback);
    }
  }

  /// An event without the members of any service is the payload of a job; an invalid one is a 400.
  private static void assertAnsweredAsSubmission(Deployed deployed, String payload)
      throws InterruptedException {
    var call = new Invoker.Call(payload.getBytes(StandardCharsets.UTF_8), "");
    assertThat(deployed.aws.lambda().invoke(deployed.stack.name() + "-receiver", call))
        .isInstanceOfSatisfying(
            InvocationResult.Returned.class,
            returned ->
                assertThat(new String(returned.payload(), StandardCharsets.UTF_8))
                    .contains("\"statusCode\":400", "/unitPrice"));
  }

  private static void assertRefused(Deployed deployed, String function, String event)
      throws InterruptedException {
    var call = new Invoker.Call(event.getBytes(StandardCharsets.UTF_8), "");
    assertThat(deployed.aws.lambda().invoke(function, call))
        .as("%s %s", function, event)
        .isInstanceOfSatisfying(
            InvocationResult.Failed.class,
            failed ->
                assertThat(failed.message())
                    .startsWith("This function only takes events from ")
                    .doesNotContain(SECRET));
  }
}
