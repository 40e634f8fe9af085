package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.map;

import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.Regions;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What may be chosen when the template is applied. What must agree with the pipelines cannot be
/// chosen: the worker begins no job that it could not settle before `LambdaTimeout`, so with a
/// shorter one every job dies unworked, and with another visibility messages expire before their
/// retries end or are handed out twice. The two are parameters because AWS's own command keeps old
/// values at an update: an old value is then refused with the bound that the new pipelines need.
public final class TemplateParameters {
  public static final String ENVIRONMENT = "EnvironmentName";

  private final Stack stack;
  private final StackSettings settings;

  TemplateParameters(Stack stack, StackSettings settings) {
    this.stack = stack;
    this.settings = settings;
  }

  Map<String, Object> shared() {
    var worker = stack.function(stack.functionRef(FunctionRef.WORKER)).orElseThrow();
    var parameters =
        map(
            ENVIRONMENT,
            map(
                "Type", "String",
                "Default", settings.stage(),
                "AllowedPattern", "[a-z][a-z0-9]{0,19}",
                "Description", "Which of several deployments of this account; part of every name."),
            "QueueVisibilityTimeout",
            number(
                seconds(visibility()),
                seconds(visibility()),
                seconds(visibility()),
                "Seconds a message is hidden: six times LambdaTimeout. Follows the pipelines."),
            "LambdaTimeout",
            number(
                seconds(worker.timeout()),
                seconds(worker.timeout()),
                seconds(worker.timeout()),
                "Seconds the worker has: the longest attempt and 15 s. Follows the pipelines."),
            "LambdaMemorySize",
            number(settings.memory(), 512, 10_240, "Megabytes of each function."),
            "SnapStart",
            map(
                "Type",
                "String",
                "Default",
                snapStart(settings.place().region()),
                "AllowedValues",
                List.of("PublishedVersions", "None"),
                "Description",
                "PublishedVersions: functions start from a snapshot. None where a region has"
                    + " none."),
            "OperatorToken",
            map(
                "Type",
                "String",
                "NoEcho",
                true,
                "MinLength",
                32,
                "Description",
                "The bearer token of operators. Known to the receiver alone."));
    parameters.putAll(watching());
    return parameters;
  }

  private static String snapStart(String region) {
    return switch (Regions.snapStart(region)) {
      case YES -> "PublishedVersions";
      case NO -> "None";
    };
  }

  private Map<String, Object> watching() {
    return map(
        "LogRetentionDays",
        map(
            "Type",
            "Number",
            "Default",
            30,
            "AllowedValues",
            List.of(1, 3, 7, 14, 30, 60, 90, 180, 365),
            "Description",
            "Days that logs are kept."),
        "AgeAlarmSeconds",
        number(900, 60, 1_209_600, "The alarm rings when a job has waited for so long."),
        "AlarmEmail",
        text("", "Who is told of alarms; empty for nobody."),
        "DeletionProtection",
        map(
            "Type", "String",
            "Default", "true",
            "AllowedValues", List.of("true", "false"),
            "Description", "Set it to false, and apply, before the table may be deleted."));
  }

  /// Those of the CloudFormation template alone: other tools have ways of their own for these.
  Map<String, Object> own() {
    return map(
        "CodeBucket", map("Type", "String", "Description", "The bucket that the zip lies in."),
        "CodeKey",
            map("Type", "String", "Description", "The zip in it. A new zip needs a new key."),
        "Release",
            text("1", "Change it to publish new versions without a new zip: for a new token."),
        "ThrottleRate",
            number(stack.api().throttle().rate(), 1, 10_000, "Requests a second in the long run."),
        "ThrottleBurst", number(stack.api().throttle().burst(), 1, 5_000, "Requests at once."),
        "CorsOrigins",
            list("Origins that API Gateway answers browsers for; empty: the pipelines' own."),
        "JwtIssuer", text("", "Whose tokens the pipelines' paths ask for; empty for none."),
        "JwtAudience", list("Whom the tokens are for."),
        "DomainName", text("", "A domain of yours for the API; empty for AWS's own."),
        "CertificateArn", text("", "Its certificate, of the same region."));
  }

  private Duration visibility() {
    return stack.queues().getFirst().visibility();
  }

  static Map<String, Object> conditions() {
    return map(
        "HasAlarmEmail", given("AlarmEmail"),
        "HasCors", map("Fn::Not", List.of(joinedIsEmpty("CorsOrigins"))),
        "HasJwt", given("JwtIssuer"),
        "HasDomain", given("DomainName"));
  }

  static Map<String, Object> given(String parameter) {
    return map("Fn::Not", List.of(map("Fn::Equals", List.of(YamlTree.ref(parameter), ""))));
  }

  private static Map<String, Object> joinedIsEmpty(String parameter) {
    return map("Fn::Equals", List.of(map("Fn::Join", List.of("", YamlTree.ref(parameter))), ""));
  }

  private static Map<String, Object> number(long value, long least, long most, String what) {
    return map(
        "Type",
        "Number",
        "Default",
        value,
        "MinValue",
        least,
        "MaxValue",
        most,
        "Description",
        what);
  }

  private static Map<String, Object> text(String value, String what) {
    return map("Type", "String", "Default", value, "Description", what);
  }

  private static Map<String, Object> list(String what) {
    return map("Type", "CommaDelimitedList", "Default", "", "Description", what);
  }

  static long seconds(Duration time) {
    return time.toSeconds();
  }

  /// A value of the environment as the template writes it.
  static Object environment(String value) {
    if (value.equals(LambdaFunction.SECRET)) return YamlTree.ref("OperatorToken");
    if (value.equals(variable(ENVIRONMENT))) return YamlTree.ref(ENVIRONMENT);
    return value.contains("${") ? YamlTree.sub(value) : value;
  }

  /// A variable in a text of `Fn::Sub`.
  static String variable(String name) {
    return "${" + name + "}";
  }
}
