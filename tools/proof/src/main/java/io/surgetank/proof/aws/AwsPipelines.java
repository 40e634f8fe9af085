package io.surgetank.proof.aws;

import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.proof.load.LoadConfiguration;
import java.util.Optional;

/// The pipelines of the load, and the stack that a deployment of them has.
final class AwsPipelines {
  private static final String TEXT =
      """
      pipelines:
        plain:
          intake: {path: /plain, schema: job.schema.json}
          work:
            handler: {name: order}
            concurrency: 8
            timeout: 10s
          retry: &retry {policy: fixed, base: 20s, attempts: ATTEMPTS}
          records: {keep: 3650d}
          deadLetters: {keep: 3650d}
        ordered:
          intake: {path: /ordered, schema: job.schema.json}
          work:
            handler: {name: order}
            concurrency: 8
            timeout: 10s
            orderingKey: group
          retry: *retry
          records: {keep: 3650d}
          deadLetters: {keep: 3650d}
      """;

  private static final String SCHEMA =
      """
      {"type": "object", "required": ["n", "work"]}
      """;

  static final Pipelines ALL = read();

  static final Stack STACK = stack();

  private AwsPipelines() {}

  private static Pipelines read() {
    String yaml = TEXT.replace("ATTEMPTS", Integer.toString(LoadConfiguration.MAX_ATTEMPTS));
    return switch (ConfigurationReader.read(
        new ConfigurationSource("aws.yaml", yaml, _ -> Optional.of(SCHEMA)))) {
      case ConfigurationResult.Valid(var pipelines, _) -> pipelines;
      case ConfigurationResult.Invalid(var violations) ->
          throw new IllegalStateException(violations.toString());
    };
  }

  private static Stack stack() {
    return switch (StackFactory.of(ALL, StackSettings.of("proof", StackSettings.DEFAULT_REGION))) {
      case StackResult.Ready(var stack) -> stack;
      case StackResult.Refused(var errors) -> throw new IllegalStateException(errors.toString());
    };
  }
}
