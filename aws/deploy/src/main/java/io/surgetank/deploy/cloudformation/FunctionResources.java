package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.inside;
import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static io.surgetank.deploy.cloudformation.YamlTree.ref;

import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.QueueRef;
import io.surgetank.deploy.stack.ResourceRef;
import io.surgetank.deploy.stack.Schedule;
import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.deploy.stack.Stack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The functions with their roles, and what invokes them besides the API.
final class FunctionResources {
  private final Stack stack;
  private final Fragments fragments;

  FunctionResources(Stack stack, Fragments fragments) {
    this.stack = stack;
    this.fragments = fragments;
  }

  Map<String, Object> roles() {
    var roles = new LinkedHashMap<String, Object>();
    stack.functions().forEach(lambdaFunction -> roles.putAll(role(lambdaFunction)));
    return roles;
  }

  Map<String, Object> functions() {
    var functions = new LinkedHashMap<String, Object>();
    stack.functions().forEach(lambdaFunction -> functions.putAll(function(lambdaFunction)));
    stack.mappings().forEach(sqsTrigger -> functions.putAll(mapping(sqsTrigger)));
    stack.schedules().forEach(schedule -> functions.putAll(schedule(schedule)));
    return functions;
  }

  private Map<String, Object> role(LambdaFunction lambdaFunction) {
    return fragments.filled(
        "role.yaml",
        map(
            "Id", LogicalIds.of(lambdaFunction.ref()),
            "function", lambdaFunction.name(),
            "statements",
                lambdaFunction.policy().stream().map(FunctionResources::statement).toList()));
  }

  private static Map<String, Object> statement(LambdaFunction.Statement statement) {
    return map(
        "Effect", "Allow",
        "Action", statement.actions(),
        "Resource", statement.resources().stream().map(FunctionResources::arn).toList());
  }

  private static Map<String, Object> arn(ResourceRef resource) {
    return switch (resource) {
      case QueueRef queue -> YamlTree.arn(LogicalIds.of(queue));
      case ResourceRef.Table(_) -> YamlTree.arn("Table");
      case ResourceRef.Index(_, var name) -> YamlTree.sub("${Table.Arn}/index/" + name);
    };
  }

  private Map<String, Object> function(LambdaFunction lambdaFunction) {
    String id = LogicalIds.of(lambdaFunction.ref());
    var environment = new LinkedHashMap<String, Object>();
    new TreeMap<>(lambdaFunction.environment())
        .forEach((name, value) -> environment.put(name, variable(value)));
    var resources =
        fragments.filled(
            "function.yaml",
            map(
                "Id",
                id,
                "function",
                lambdaFunction.name(),
                "handler",
                lambdaFunction.handler(),
                "timeout",
                lambdaFunction.ref().function().equals(FunctionRef.WORKER)
                    ? ref("LambdaTimeout")
                    : lambdaFunction.timeout().toSeconds(),
                "environment",
                environment));
    lambdaFunction
        .reserved()
        .ifPresent(executions ->
            inside(resources, id + "Function", "Properties")
                .put("ReservedConcurrentExecutions", executions));
    return resources;
  }

  private static Object variable(String value) {
    if (value.equals(LambdaFunction.SECRET)) return ref("OperatorToken");
    if (value.equals(Template.STAGE)) return ref(Template.ENVIRONMENT);
    return value.contains("${") ? YamlTree.sub(value) : value;
  }

  private Map<String, Object> mapping(SqsTrigger sqsTrigger) {
    String queue = LogicalIds.of(sqsTrigger.queue());
    var mapping =
        fragments.filled(
            "event-source-mapping.yaml",
            map(
                "Queue", queue,
                "Id", LogicalIds.of(sqsTrigger.function()),
                "batchSize", sqsTrigger.batch(),
                "maximumConcurrency", sqsTrigger.maximumConcurrency().orElseThrow()));
    // Lambda refuses the property for FIFO queues.
    if (!sqsTrigger.queue().kind().isFifo())
      inside(mapping, queue + "Mapping", "Properties")
          .put("MaximumBatchingWindowInSeconds", sqsTrigger.window().toSeconds());
    return mapping;
  }

  private Map<String, Object> schedule(Schedule schedule) {
    return fragments.filled(
        "schedule.yaml",
        map(
            "Id", LogicalIds.of(schedule.function()),
            "name", schedule.name(),
            "expression", schedule.expression(),
            // As the Serverless Framework names it.
            "target", schedule.function().function() + "Schedule"));
  }
}
