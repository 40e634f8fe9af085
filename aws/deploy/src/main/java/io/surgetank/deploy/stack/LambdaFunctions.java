package io.surgetank.deploy.stack;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.LambdaFunction.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// The four functions of the zip, with minimal permissions.
final class LambdaFunctions {
  private final Pipelines pipelines;
  private final StackSettings settings;
  private final IamPolicies iamPolicies;

  LambdaFunctions(Pipelines pipelines, StackSettings settings) {
    this.pipelines = pipelines;
    this.settings = settings;
    this.iamPolicies = new IamPolicies(pipelines, settings.name());
  }

  List<LambdaFunction> all() {
    return List.of(
        function(
            FunctionRef.RECEIVER,
            "ReceiverFunction",
            DerivedValues.RECEIVER_TIMEOUT,
            iamPolicies.receiver()),
        function(
            FunctionRef.WORKER,
            "WorkerFunction",
            DerivedValues.workerTimeout(pipelines),
            iamPolicies.worker()),
        function(
            FunctionRef.DEAD_LETTER,
            "DeadLetterFunction",
            DerivedValues.DEAD_LETTER_TIMEOUT,
            iamPolicies.deadLetter()),
        function(
            FunctionRef.SWEEPER,
            "SweeperFunction",
            DerivedValues.SWEEPER_TIMEOUT,
            iamPolicies.sweeper()));
  }

  private LambdaFunction function(
      String function, String handler, Duration timeout, List<Statement> policy) {
    return new LambdaFunction(
        new FunctionRef(settings.name(), function),
        "io.surgetank.aws.function." + handler,
        settings.memory(),
        timeout,
        // A new account has too few to reserve any; the event source mappings limit concurrency.
        OptionalInt.empty(),
        environment(
            function.equals(FunctionRef.RECEIVER)
                ? LambdaFunction.SECRET
                : LambdaFunction.NO_SECRET),
        policy);
  }

  private Map<String, String> environment(String token) {
    var environment = new TreeMap<String, String>();
    environment.put("SURGETANK_TABLE", settings.name());
    environment.put(
        "SURGETANK_QUEUE_URL_PREFIX",
        "https://sqs.%s.amazonaws.com/%s/%s-"
            .formatted(settings.place().region(), settings.place().account(), settings.name()));
    environment.put("SURGETANK_STAGE", settings.stage());
    environment.put("SURGETANK_OPERATOR_TOKEN", token);
    if (!settings.configuration().isEmpty())
      environment.put("SURGETANK_CONFIGURATION", settings.configuration());
    return environment;
  }
}
