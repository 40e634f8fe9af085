package io.surgetank.cloudformation;

import static io.surgetank.cloudformation.Tree.arn;
import static io.surgetank.cloudformation.Tree.map;
import static io.surgetank.cloudformation.Tree.ref;

import io.surgetank.stack.Function;
import io.surgetank.stack.Mapping;
import io.surgetank.stack.Schedule;
import io.surgetank.stack.StackSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The functions, each with its log, a published version (SnapStart takes no other) and an alias,
/// and what calls them besides the API.
final class Lambdas {
  private final Naming naming;
  private final StackSettings settings;

  Lambdas(Naming naming, StackSettings settings) {
    this.naming = naming;
    this.settings = settings;
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<String, Object>();
    for (Function function : naming.stack().functions()) {
      String id = naming.function(function.name());
      resources.put(id + "Log", log("/aws/lambda/" + naming.open(function.name())));
      resources.put(id + "Function", function(id, function));
      resources.put(id + "Version", version(id));
      resources.put(id + "Alias", alias(id));
    }
    for (Mapping mapping : naming.stack().mappings())
      resources.put(naming.id(mapping.queue()) + "Mapping", mapping(mapping));
    naming.stack().schedules().forEach(schedule -> resources.putAll(schedule(schedule)));
    return resources;
  }

  static Map<String, Object> log(String name) {
    return map(
        "Type",
        "AWS::Logs::LogGroup",
        "DeletionPolicy",
        "Delete",
        "UpdateReplacePolicy",
        "Delete",
        "Properties",
        map("LogGroupName", Tree.sub(name), "RetentionInDays", ref("LogRetentionDays")));
  }

  private Map<String, Object> function(String id, Function function) {
    var environment = new LinkedHashMap<String, Object>();
    new java.util.TreeMap<>(function.environment())
        .forEach((name, value) ->
            environment.put(name, Parameters.environment(value, naming, settings)));
    var properties =
        map(
            "FunctionName",
            naming.sub(function.name()),
            "Runtime",
            "java25",
            "Architectures",
            List.of("arm64"),
            "Handler",
            function.handler(),
            "Code",
            map("S3Bucket", ref("CodeBucket"), "S3Key", ref("CodeKey")),
            "MemorySize",
            ref("LambdaMemorySize"),
            "Timeout",
            function.name().endsWith("-worker")
                ? ref("LambdaTimeout")
                : Parameters.seconds(function.timeout()),
            "Role",
            arn(id + "Role"),
            "SnapStart",
            map("ApplyOn", ref("SnapStart")),
            "LoggingConfig",
            map("LogFormat", "Text", "LogGroup", ref(id + "Log")),
            "Environment",
            map("Variables", environment));
    function.reserved().ifPresent(most -> properties.put("ReservedConcurrentExecutions", most));
    return map("Type", "AWS::Lambda::Function", "Properties", properties);
  }

  /// A version is what the function was when it was published: every other description is another
  /// version, so everything that changes a function stands in it.
  private static Map<String, Object> version(String id) {
    return map(
        "Type",
        "AWS::Lambda::Version",
        "Properties",
        map(
            "FunctionName",
            ref(id + "Function"),
            "Description",
            Tree.sub(
                "${CodeKey} ${Release} ${LambdaMemorySize} MB ${LambdaTimeout} s ${SnapStart}")));
  }

  private static Map<String, Object> alias(String id) {
    return map(
        "Type",
        "AWS::Lambda::Alias",
        "Properties",
        map(
            "FunctionName", ref(id + "Function"),
            "FunctionVersion", map("Fn::GetAtt", List.of(id + "Version", "Version")),
            "Name", "live"));
  }

  private Map<String, Object> mapping(Mapping mapping) {
    var properties =
        map(
            "EventSourceArn", arn(naming.id(mapping.queue())),
            "FunctionName", ref(naming.function(mapping.function()) + "Alias"),
            "BatchSize", mapping.batch());
    // Of a FIFO queue's none may be said.
    if (!naming.stack().queue(mapping.queue()).map(queue -> queue.kind().isFifo()).orElse(false))
      properties.put("MaximumBatchingWindowInSeconds", Parameters.seconds(mapping.window()));
    if (mapping.reply() == Mapping.Reply.BATCH_ITEM_FAILURES)
      properties.put("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
    mapping
        .maximumConcurrency()
        .ifPresent(calls -> properties.put("ScalingConfig", map("MaximumConcurrency", calls)));
    return map("Type", "AWS::Lambda::EventSourceMapping", "Properties", properties);
  }

  private Map<String, Object> schedule(Schedule schedule) {
    String id = naming.function(schedule.function());
    return map(
        id + "Schedule",
        map(
            "Type",
            "AWS::Events::Rule",
            "Properties",
            map(
                "Name", naming.sub(schedule.name()),
                "ScheduleExpression", rate(schedule),
                "State", "ENABLED",
                "Targets", List.of(map("Id", "function", "Arn", ref(id + "Alias"))))),
        id + "Permission",
        map(
            "Type",
            "AWS::Lambda::Permission",
            "Properties",
            map(
                "Action",
                "lambda:InvokeFunction",
                "FunctionName",
                ref(id + "Alias"),
                "Principal",
                "events.amazonaws.com",
                "SourceArn",
                arn(id + "Schedule"))));
  }

  static String rate(Schedule schedule) {
    long minutes = schedule.every().toMinutes();
    return minutes == 1 ? "rate(1 minute)" : "rate(" + minutes + " minutes)";
  }
}
