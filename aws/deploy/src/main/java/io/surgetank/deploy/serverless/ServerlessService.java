package io.surgetank.deploy.serverless;

import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static io.surgetank.deploy.cloudformation.YamlTree.sub;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.cloudformation.Fragments;
import io.surgetank.deploy.cloudformation.LogicalIds;
import io.surgetank.deploy.cloudformation.Template;
import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.Regions;
import io.surgetank.deploy.stack.Schedule;
import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A stack as `serverless.yml`: functions and their triggers in the framework's syntax, the rest as
/// CloudFormation resources. For version 3, its fork osls, and version 4.
public final class ServerlessService {
  private static final String STAGE = "${sls:stage}";

  private final Stack stack;
  private final StackSettings settings;
  private final Template template;

  /// Of pipelines that [StackFactory#of] accepts; throws [IllegalArgumentException] otherwise.
  public ServerlessService(Pipelines pipelines, StackSettings settings) {
    StackSettings placeholders =
        settings.named(settings.application(), STAGE, StackSettings.Place.OF_DEPLOYMENT);
    this.stack = StackFactory.withPlaceholders(pipelines, settings, placeholders);
    this.settings = settings;
    this.template = new Template(pipelines, settings);
  }

  /// The service, as a file.
  public String text() {
    return YamlTree.write(
        "Written by `surgetank export serverless`: change the configuration, not this file.",
        whole());
  }

  Map<String, Object> whole() {
    var functions = new LinkedHashMap<String, Object>();
    for (LambdaFunction lambdaFunction : stack.functions())
      functions.put(lambdaFunction.ref().function(), function(lambdaFunction));
    var values =
        map(
            "application", settings.application(),
            "stage", settings.stage(),
            "region", settings.place().region(),
            "memory", settings.memory(),
            "api", stack.api().name(),
            "accessLogFormat", HttpApi.ACCESS_LOG,
            "functions", functions,
            "throttleRate", stack.api().throttle().rate(),
            "throttleBurst", stack.api().throttle().burst());
    values.putAll(resources());
    return new Fragments(ServerlessService.class, Map.of()).filled("service.yaml", values);
  }

  private Map<String, Object> function(LambdaFunction lambdaFunction) {
    var environment = new LinkedHashMap<String, Object>();
    new TreeMap<>(lambdaFunction.environment())
        .forEach((name, value) -> environment.put(name, variable(value)));
    var properties =
        map(
            "name", lambdaFunction.name(),
            "handler", lambdaFunction.handler(),
            "timeout", lambdaFunction.timeout().toSeconds(),
            "role", LogicalIds.of(lambdaFunction.ref()) + "Role",
            "environment", environment,
            "events", events(lambdaFunction.ref()));
    // Regions without SnapStart refuse the property.
    if (Regions.snapStart(settings.place().region()) == Regions.SnapStart.YES)
      properties.put("snapStart", true);
    lambdaFunction.reserved().ifPresent(most -> properties.put("reservedConcurrency", most));
    return properties;
  }

  private Object variable(String value) {
    if (value.equals(LambdaFunction.SECRET)) return token();
    return value.contains("${AWS::") ? sub(value) : value;
  }

  /// The framework uploads a file with every value that it gets. So it does not get the token:
  /// CloudFormation reads it.
  private String token() {
    return "{{resolve:secretsmanager:%s/%s/operator-token}}"
        .formatted(settings.application(), STAGE);
  }

  private List<Object> events(FunctionRef function) {
    var events = new ArrayList<Object>();
    stack.api().routes().stream()
        .filter(route -> route.function().equals(function))
        .forEach(route -> events.add(map("httpApi", route.key())));
    stack.mappings().stream()
        .filter(sqsTrigger -> sqsTrigger.function().equals(function))
        .forEach(sqsTrigger -> events.add(map("sqs", mapping(sqsTrigger))));
    stack.schedules().stream()
        .filter(schedule -> schedule.function().equals(function))
        .forEach(schedule -> events.add(map("schedule", schedule(schedule))));
    return events;
  }

  private static Map<String, Object> mapping(SqsTrigger sqsTrigger) {
    var properties =
        map(
            "arn",
            map("Fn::GetAtt", List.of(LogicalIds.of(sqsTrigger.queue()), "Arn")),
            "batchSize",
            sqsTrigger.batch());
    if (sqsTrigger.window().isPositive())
      properties.put("maximumBatchingWindow", sqsTrigger.window().toSeconds());
    sqsTrigger.maximumConcurrency().ifPresent(calls -> properties.put("maximumConcurrency", calls));
    if (sqsTrigger.reply() == SqsTrigger.Reply.BATCH_ITEM_FAILURES)
      properties.put("functionResponseType", "ReportBatchItemFailures");
    return properties;
  }

  private static Map<String, Object> schedule(Schedule schedule) {
    return map("name", schedule.name(), "rate", schedule.expression());
  }

  private Map<String, Object> resources() {
    var resources = template.forOtherTools();
    YamlTree.inside(resources, "Parameters", Template.ENVIRONMENT).put("Default", STAGE);
    YamlTree.inside(resources, "Parameters", "AlarmEmail")
        .put("Default", "${env:SURGETANK_ALARM_EMAIL, ''}");
    YamlTree.inside(resources, "Parameters", "DeletionProtection")
        .put("Default", "${param:deletionProtection, 'true'}");
    return resources;
  }
}
