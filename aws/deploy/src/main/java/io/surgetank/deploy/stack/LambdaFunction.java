package io.surgetank.deploy.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A Lambda function.
///
/// @param handler the class in the zip
/// @param memory in megabytes, 128 to 10,240
/// @param timeout at most 15 minutes
/// @param reserved the reserved concurrency; empty if it shares the concurrency of the account
/// @param policy what its role allows besides writing its log
public record LambdaFunction(
    FunctionRef ref,
    String handler,
    int memory,
    Duration timeout,
    OptionalInt reserved,
    Map<String, String> environment,
    List<Statement> policy) {
  /// In the environment: a secret that is set when the stack is deployed.
  public static final String SECRET = "(secret)";

  /// In the environment, in place of the operator token of functions that do not need it.
  public static final String NO_SECRET = "none-is-served-here";

  /// `{"Version":"2012-10-17","Statement":[]}`.
  private static final int DOCUMENT = 39;

  /// `{"Effect":"Allow","Action":[],"Resource":[]},`.
  private static final int STATEMENT = 45;

  /// Two actions, and an ARN without the name of the function.
  private static final int LOG_STATEMENT = 160;

  public LambdaFunction {
    environment = Map.copyOf(environment);
    policy = List.copyOf(policy);
  }

  public String name() {
    return ref.name();
  }

  /// The approximate size of its policy by the rules of IAM, including the log statement.
  int policyCharacters(StackSettings.Place place) {
    return DOCUMENT
        + LOG_STATEMENT
        + name().length()
        + policy.stream().mapToInt(statement -> statement.characters(place)).sum();
  }

  /// A statement that allows actions.
  ///
  /// @param actions `sqs:SendMessage`: exact, without wildcards
  public record Statement(List<String> actions, List<ResourceRef> resources) {
    public Statement {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
    }

    /// With quotes and a comma for each text.
    private int characters(StackSettings.Place place) {
      Stream<String> arns = resources.stream().map(resource -> resource.arn(place));
      return STATEMENT
          + Stream.concat(actions.stream(), arns).mapToInt(text -> text.length() + 3).sum();
    }
  }
}
