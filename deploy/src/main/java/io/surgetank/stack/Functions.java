package io.surgetank.stack;

import io.surgetank.pipeline.Pipelines;
import io.surgetank.stack.Function.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// The four functions of the zip, each with what it needs and nothing else.
final class Functions {
  static final String RECEIVER = "-receiver";
  static final String WORKER = "-worker";
  static final String DEAD_LETTER = "-dead-letter";
  static final String SWEEPER = "-sweeper";

  private final Pipelines pipelines;
  private final StackSettings settings;
  private final Policies policies;

  Functions(Pipelines pipelines, StackSettings settings) {
    this.pipelines = pipelines;
    this.settings = settings;
    this.policies = new Policies(pipelines, settings);
  }

  List<Function> all() {
    return List.of(
        function(RECEIVER, "ReceiverFunction", Sizes.RECEIVER_TIMEOUT, policies.receiver()),
        function(WORKER, "WorkerFunction", Sizes.workerTimeout(pipelines), policies.worker()),
        function(
            DEAD_LETTER, "DeadLetterFunction", Sizes.DEAD_LETTER_TIMEOUT, policies.deadLetter()),
        function(SWEEPER, "SweeperFunction", Sizes.SWEEPER_TIMEOUT, policies.sweeper()));
  }

  private Function function(
      String suffix, String handler, Duration timeout, List<Statement> policy) {
    return new Function(
        settings.name() + suffix,
        "io.surgetank.aws.function." + handler,
        settings.memory(),
        timeout,
        // A new account has too few executions to keep any; the mappings bound what runs at once.
        OptionalInt.empty(),
        environment(suffix.equals(RECEIVER) ? Function.SECRET : Function.NO_SECRET),
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
    if (!settings.descriptor().isEmpty())
      environment.put("SURGETANK_DESCRIPTOR", settings.descriptor());
    return environment;
  }
}
