package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.arn;
import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static io.surgetank.deploy.cloudformation.YamlTree.ref;

import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.Schedule;
import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.deploy.stack.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The functions, each with its log, a published version (SnapStart takes no other) and an alias,
/// and what calls them besides the API.
final class FunctionResources {
  private final Stack stack;

  FunctionResources(Stack stack) {
    this.stack = stack;
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<String, Object>();
    for (LambdaFunction lambdaFunction : stack.functions()) {
      String id = LogicalIds.of(lambdaFunction.ref());
      resources.put(id + "Log", log("/aws/lambda/" + lambdaFunction.name()));
      resources.put(id + "Function", function(id, lambdaFunction));
      resources.put(id + "Version", version(id));
      resources.put(id + "Alias", alias(id));
    }
    for (SqsTrigger sqsTrigger : stack.mappings())
      resources.put(LogicalIds.of(sqsTrigger.queue()) + "Mapping", mapping(sqsTrigger));
    stack.schedules().forEach(schedule -> resources.putAll(schedule(schedule)));
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
        map("LogGroupName", YamlTree.sub(name), "RetentionInDays", ref("LogRetentionDays")));
  }

  private static Map<String, Object> function(String id, LambdaFunction lambdaFunction) {
    var environment = new LinkedHashMap<String, Object>();
    new java.util.TreeMap<>(lambdaFunction.environment())
        .forEach((name, value) -> environment.put(name, TemplateParameters.environment(value)));
    var properties =
        map(
            "FunctionName",
            YamlTree.sub(lambdaFunction.name()),
            "Runtime",
            "java25",
            "Architectures",
            List.of("arm64"),
            "Handler",
            lambdaFunction.handler(),
            "Code",
            map("S3Bucket", ref("CodeBucket"), "S3Key", ref("CodeKey")),
            "MemorySize",
            ref("LambdaMemorySize"),
            "Timeout",
            lambdaFunction.ref().function().equals(FunctionRef.WORKER)
                ? ref("LambdaTimeout")
                : TemplateParameters.seconds(lambdaFunction.timeout()),
            "Role",
            arn(id + "Role"),
            "SnapStart",
            map("ApplyOn", ref("SnapStart")),
            "LoggingConfig",
            map("LogFormat", "Text", "LogGroup", ref(id + "Log")),
            "Environment",
            map("Variables", environment));
    lambdaFunction
        .reserved()
        .ifPresent(most -> properties.put("ReservedConcurrentExecutions", most));
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
            YamlTree.sub(
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

  private static Map<String, Object> mapping(SqsTrigger sqsTrigger) {
    var properties =
        map(
            "EventSourceArn", arn(LogicalIds.of(sqsTrigger.queue())),
            "FunctionName", ref(LogicalIds.of(sqsTrigger.function()) + "Alias"),
            "BatchSize", sqsTrigger.batch());
    // Of a FIFO queue's none may be said.
    if (!sqsTrigger.queue().kind().isFifo())
      properties.put(
          "MaximumBatchingWindowInSeconds", TemplateParameters.seconds(sqsTrigger.window()));
    if (sqsTrigger.reply() == SqsTrigger.Reply.BATCH_ITEM_FAILURES)
      properties.put("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
    sqsTrigger
        .maximumConcurrency()
        .ifPresent(calls -> properties.put("ScalingConfig", map("MaximumConcurrency", calls)));
    return map("Type", "AWS::Lambda::EventSourceMapping", "Properties", properties);
  }

  private static Map<String, Object> schedule(Schedule schedule) {
    String id = LogicalIds.of(schedule.function());
    return map(
        id + "Schedule",
        map(
            "Type",
            "AWS::Events::Rule",
            "Properties",
            map(
                "Name", YamlTree.sub(schedule.name()),
                "ScheduleExpression", schedule.expression(),
                "State", "ENABLED",
                "Targets",
                    List.of(
                        map(
                            "Id",
                            schedule.function().function() + "Schedule",
                            "Arn",
                            ref(id + "Alias"))))),
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
}
