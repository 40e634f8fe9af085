package io.surgetank.bench;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.LambdaLimits;
import io.surgetank.local.lambda.LaunchConfig;
import io.surgetank.local.runtime.Artifacts;
import io.surgetank.local.runtime.LocalAws;
import io.surgetank.local.runtime.LocalAwsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Cold starts of each function of the deployment zip and of an empty function, on local AWS.
record ColdStarts(WorkFolder folder) {
  private static final int ROUNDS = 7;
  private static final String HELLO = "hello";
  private static final List<String> NO_FLAGS = List.of();

  /// Logs every start of the Runtime API server.
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  /// @param event of its first invocation
  private record Candidate(
      LambdaFunction lambdaFunction, LaunchConfig launchConfig, String event) {}

  private record Key(String name, boolean lambdaFlags) {}

  String measure() throws IOException, InterruptedException {
    HELIDON.setLevel(Level.WARNING);
    var starts = new LinkedHashMap<Key, List<ColdStart>>();
    var dependencies = new Lambda.Dependencies(InstantSource.system(), new SecureRandom(), _ -> {});
    try (var aws = LocalAws.start(localStackConfig(), artifacts(), dependencies)) {
      Map<String, Candidate> candidates = candidates(aws);
      for (int round = 0; round <= ROUNDS; round++)
        for (var each : candidates.entrySet())
          for (List<String> flags : List.of(NO_FLAGS, LaunchConfig.LAMBDA_FLAGS)) {
            Candidate one = each.getValue();
            var start =
                ColdStart.of(
                    one.lambdaFunction(), one.launchConfig().withFlags(flags), one.event());
            System.out.printf("%s %s %s%n", each.getKey(), flags.isEmpty() ? "" : "C1", start);
            // The first round fills the page cache.
            if (round > 0)
              starts
                  .computeIfAbsent(new Key(each.getKey(), !flags.isEmpty()), _ -> new ArrayList<>())
                  .add(start);
          }
      return page(candidates.keySet().stream().toList(), starts);
    }
  }

  private LocalAwsConfig localStackConfig() {
    var planned =
        StackFactory.of(
            DefaultConfiguration.pipelines(), StackSettings.of("bench", "eu-central-1"));
    return switch (planned) {
      case StackResult.Ready(var stack) ->
          new LocalAwsConfig(
              stack,
              LambdaLimits.DEFAULT,
              0,
              Optional.empty(),
              "bench-token",
              Map.of(),
              Path.of("tools/bench/target"));
      case StackResult.Refused(var errors) -> throw new IllegalStateException(errors.toString());
    };
  }

  private static Artifacts artifacts() {
    return Artifacts.builtIn(
        Path.of("").toAbsolutePath(), Path.of(System.getProperty("java.home", "")));
  }

  private Map<String, Candidate> candidates(LocalAws.Running aws) throws IOException {
    var candidates = new LinkedHashMap<String, Candidate>();
    Path task = Files.createDirectories(folder.resolve("hello").resolve("io/surgetank/bench"));
    try (var bytes = HelloFunction.class.getResourceAsStream("Hello.class")) {
      if (bytes == null) throw new IOException("missing class Hello");
      Files.copy(bytes, task.resolve("Hello.class"));
    }
    candidates.put(
        HELLO, new Candidate(hello(), aws.launchConfig().withTask(folder.resolve("hello")), "{}"));
    for (LambdaFunction lambdaFunction : aws.functions())
      candidates.put(
          lambdaFunction.ref().function(),
          new Candidate(lambdaFunction, aws.launchConfig(), event(lambdaFunction)));
    return candidates;
  }

  private static LambdaFunction hello() {
    return new LambdaFunction(
        new FunctionRef("bench", HELLO),
        HelloFunction.class.getName() + "::handle",
        512,
        Duration.ofSeconds(30),
        OptionalInt.empty(),
        Map.of(),
        List.of());
  }

  /// The first event: an order, a message of a deleted job, or an empty object.
  private static String event(LambdaFunction lambdaFunction) {
    String handler = lambdaFunction.handler();
    if (handler.endsWith("ReceiverFunction"))
      return """
      {"version":"2.0","routeKey":"$default","rawPath":"/orders","rawQueryString":"",
       "headers":{"content-type":"application/json"},
       "requestContext":{"http":{"method":"POST","path":"/orders","sourceIp":"127.0.0.1"}},
       "isBase64Encoded":false,
       "body":"{\\"productId\\":\\"TEST\\",\\"quantity\\":2,\\"customerEmail\\":\\"test@example.com\\",\\"unitPrice\\":100.00}"}
      """;
    if (handler.endsWith("SweeperFunction")) return "{}";
    String queue = handler.endsWith("WorkerFunction") ? "bench-orders" : "bench-orders-dead";
    return """
    {"Records":[{"messageId":"1","receiptHandle":"1","body":"019ca945-0a00-7000-802d-e32403ddb75b",
     "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"0"},"messageAttributes":{},
     "eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:eu-central-1:000000000000:%s",
     "awsRegion":"eu-central-1"}]}
    """
        .formatted(queue);
  }

  private static String page(List<String> names, Map<Key, List<ColdStart>> starts) {
    var page =
        new StringBuilder(
            """
            | | default JVM flags: init | first response | memory | Lambda's flags: init | first response | memory | first response ÷ hello's |
            |---|--:|--:|--:|--:|--:|--:|--:|
            """);
    double hello = first(starts, new Key(HELLO, true));
    for (String name : names) {
      page.append("| ").append(name);
      for (boolean lambdaFlags : new boolean[] {false, true}) {
        List<ColdStart> runs = starts.getOrDefault(new Key(name, lambdaFlags), List.of());
        page.append(
            " | %.0f ms | %.0f ms | %.0f MB"
                .formatted(
                    Median.of(runs, ColdStart::init),
                    Median.of(runs, ColdStart::first),
                    Median.of(runs, ColdStart::megabytes)));
      }
      page.append(" | %.1f |%n".formatted(first(starts, new Key(name, true)) / hello));
    }
    return page.append(
            """

            A new process under the Runtime API host of [local AWS](aws/local.md), with AWS's own runtime interface
            client and no SnapStart: init is from the start of the process to its first request for an event; the first
            response includes it and the calls to SQS and DynamoDB on this machine. Medians of %d alternating runs.
            Lambda's flags: `%s`.
            """
                .formatted(ROUNDS, String.join(" ", LaunchConfig.LAMBDA_FLAGS)))
        .toString();
  }

  private static double first(Map<Key, List<ColdStart>> starts, Key key) {
    return Median.of(starts.getOrDefault(key, List.of()), ColdStart::first);
  }
}
