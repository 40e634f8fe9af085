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
/// @param reserved how many of the account's concurrent executions are kept for it, and no more
///   than these run; empty where it shares the account's
/// @param policy what its role may do besides writing its log
public record LambdaFunction(
    FunctionRef ref,
    String handler,
    int memory,
    Duration timeout,
    OptionalInt reserved,
    Map<String, String> environment,
    List<Statement> policy) {
  /// In the environment: a value that is written down nowhere, and is given when the stack is put
  /// there.
  public static final String SECRET = "(secret)";

  /// In the environment: a function that serves no operator knows no operator's token.
  public static final String NO_SECRET = "none-is-served-here";

  /// `{"Version":"2012-10-17","Statement":[]}`.
  private static final int ENVELOPE = 39;

  /// `{"Effect":"Allow","Action":[],"Resource":[]},` without what stands in it.
  private static final int STATEMENT = 45;

  /// Two actions, and an ARN but for the function's name.
  private static final int LOG_STATEMENT = 160;

  public LambdaFunction {
    environment = Map.copyOf(environment);
    policy = List.copyOf(policy);
  }

  public String name() {
    return ref.name();
  }

  /// About as many as IAM counts of its policy, the right to write its log among them.
  int policyCharacters(StackSettings.Place place) {
    return ENVELOPE
        + LOG_STATEMENT
        + name().length()
        + policy.stream().mapToInt(statement -> statement.characters(place)).sum();
  }

  /// One statement that allows; there is none that denies.
  ///
  /// @param actions `sqs:SendMessage`: exact, without wildcards
  public record Statement(List<String> actions, List<ResourceRef> resources) {
    public Statement {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
    }

    /// Each text stands in quotes and is followed by a comma.
    private int characters(StackSettings.Place place) {
      Stream<String> arns = resources.stream().map(resource -> resource.arn(place));
      return STATEMENT
          + Stream.concat(actions.stream(), arns).mapToInt(text -> text.length() + 3).sum();
    }
  }
}
