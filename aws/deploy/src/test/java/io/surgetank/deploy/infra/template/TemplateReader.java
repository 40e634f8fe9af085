package io.surgetank.deploy.infra.template;

import static io.surgetank.deploy.cloudformation.YamlTree.named;

import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.infra.DeployedNames;
import io.surgetank.deploy.stack.DynamoTable;
import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.QueueRef;
import io.surgetank.deploy.stack.ResourceRef;
import io.surgetank.deploy.stack.Schedule;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a CloudFormation template of any tool into the stack that it deploys.
public final class TemplateReader {
  private final IntrinsicFunctions intrinsicFunctions;
  private final DeployedNames names;

  private TemplateReader(IntrinsicFunctions intrinsicFunctions) {
    this.intrinsicFunctions = intrinsicFunctions;
    names = new DeployedNames(table().name());
  }

  /// The stack that a template describes at this place.
  ///
  /// @param chosen the parameters that are given; the others have their defaults
  public static Stack read(
      Map<String, Object> template, Map<String, String> chosen, StackSettings.Place place) {
    return new TemplateReader(new IntrinsicFunctions(template, chosen, place)).stack(place);
  }

  private Stack stack(StackSettings.Place place) {
    return new Stack(
            names.stack(), place, functions(), queues(), mappings(), table(), api(), schedules())
        .sorted();
  }

  private List<LambdaFunction> functions() {
    var roles = intrinsicFunctions.resources("AWS::IAM::Role");
    var functions = new ArrayList<LambdaFunction>();
    for (var function : intrinsicFunctions.resources("AWS::Lambda::Function").values()) {
      var environment = new TreeMap<String, String>();
      named(named(function.get("Environment")).get("Variables"))
          .forEach((name, value) -> environment.put(name, open(String.valueOf(value))));
      String role = text(function, "Role").replaceAll("\\.Arn$", "");
      functions.add(
          new LambdaFunction(
              names.function(text(function, "FunctionName")),
              text(function, "Handler"),
              number(function, "MemorySize", 128),
              Duration.ofSeconds(number(function, "Timeout", 3)),
              maybe(function, "ReservedConcurrentExecutions"),
              environment,
              policy(roles.getOrDefault(role, Map.of()))));
    }
    return functions;
  }

  /// What is looked up when the template is applied is a secret.
  private static String open(String value) {
    return value.startsWith("{{resolve:") ? LambdaFunction.SECRET : value;
  }

  private List<LambdaFunction.Statement> policy(Map<String, Object> role) {
    var statements = new ArrayList<LambdaFunction.Statement>();
    for (Object policy : list(role.get("Policies")))
      for (Object written : list(named(named(policy).get("PolicyDocument")).get("Statement"))) {
        var statement = named(written);
        var actions = texts(statement.get("Action"));
        if (actions.stream().allMatch(action -> action.startsWith("logs:"))) continue;
        List<ResourceRef> resources =
            texts(statement.get("Resource")).stream().map(names::resource).toList();
        statements.add(new LambdaFunction.Statement(actions, resources));
      }
    return statements;
  }

  private List<SqsQueue> queues() {
    var queues = new ArrayList<SqsQueue>();
    for (var queue : intrinsicFunctions.resources("AWS::SQS::Queue").values()) {
      var redrive = named(queue.get("RedrivePolicy"));
      queues.add(
          new SqsQueue(
              ref(queue),
              Duration.ofSeconds(number(queue, "VisibilityTimeout", 30)),
              Duration.ofSeconds(number(queue, "MessageRetentionPeriod", 345_600)),
              number(queue, "MaximumMessageSize", 1_048_576),
              redrive.isEmpty()
                  ? Optional.empty()
                  : Optional.of(
                      new SqsQueue.Redrive(
                          names.queue(text(redrive, "deadLetterTargetArn")),
                          number(redrive, "maxReceiveCount", 10)))));
    }
    return queues;
  }

  private QueueRef ref(Map<String, Object> queue) {
    QueueRef named = names.queue(text(queue, "QueueName"));
    return new QueueRef(named.stack(), named.pipeline(), named.role(), kind(queue));
  }

  private static SqsQueue.Kind kind(Map<String, Object> queue) {
    return Boolean.parseBoolean(String.valueOf(queue.get("FifoQueue")))
        ? SqsQueue.Kind.fifo(
            String.valueOf(queue.get("DeduplicationScope")),
            String.valueOf(queue.get("FifoThroughputLimit")))
        : SqsQueue.Kind.STANDARD;
  }

  private List<SqsTrigger> mappings() {
    var mappings = new ArrayList<SqsTrigger>();
    for (var mapping : intrinsicFunctions.resources("AWS::Lambda::EventSourceMapping").values())
      mappings.add(
          new SqsTrigger(
              names.queue(text(mapping, "EventSourceArn")),
              names.function(text(mapping, "FunctionName")),
              number(mapping, "BatchSize", 10),
              Duration.ofSeconds(number(mapping, "MaximumBatchingWindowInSeconds", 0)),
              maybe(named(mapping.get("ScalingConfig")), "MaximumConcurrency"),
              texts(mapping.get("FunctionResponseTypes")).contains("ReportBatchItemFailures")
                  ? SqsTrigger.Reply.BATCH_ITEM_FAILURES
                  : SqsTrigger.Reply.WHOLE_BATCH));
    return mappings;
  }

  private DynamoTable table() {
    return table(first("AWS::DynamoDB::Table"));
  }

  private static DynamoTable table(Map<String, Object> table) {
    var types = new TreeMap<String, String>();
    for (Object attribute : list(table.get("AttributeDefinitions")))
      types.put(text(named(attribute), "AttributeName"), text(named(attribute), "AttributeType"));
    var indexes = new ArrayList<DynamoTable.Index>();
    for (Object written : list(table.get("GlobalSecondaryIndexes"))) {
      var index = named(written);
      indexes.add(
          new DynamoTable.Index(
              text(index, "IndexName"),
              key(index, "HASH", types).orElseThrow(),
              key(index, "RANGE", types).orElseThrow()));
    }
    return new DynamoTable(
        text(table, "TableName"),
        key(table, "HASH", types).orElseThrow(),
        indexes,
        text(named(table.get("TimeToLiveSpecification")), "AttributeName"));
  }

  private static Optional<DynamoTable.Attribute> key(
      Map<String, Object> keyed, String kind, Map<String, String> types) {
    return list(keyed.get("KeySchema")).stream()
        .map(YamlTree::named)
        .filter(key -> kind.equals(key.get("KeyType")))
        .map(key -> text(key, "AttributeName"))
        .map(name -> new DynamoTable.Attribute(name, types.getOrDefault(name, "")))
        .findFirst();
  }

  private HttpApi api() {
    var integrations = intrinsicFunctions.resources("AWS::ApiGatewayV2::Integration");
    var routes = new ArrayList<HttpApi.Route>();
    for (var route : intrinsicFunctions.resources("AWS::ApiGatewayV2::Route").values()) {
      String target = text(route, "Target").replaceFirst("^integrations/", "");
      routes.add(
          new HttpApi.Route(
              text(route, "RouteKey"),
              names.function(text(integrations.getOrDefault(target, Map.of()), "IntegrationUri"))));
    }
    var stage = first("AWS::ApiGatewayV2::Stage");
    var throttle = named(stage.get("DefaultRouteSettings"));
    return new HttpApi(
        text(first("AWS::ApiGatewayV2::Api"), "Name"),
        routes,
        new HttpApi.Throttle(
            number(throttle, "ThrottlingRateLimit", 10_000),
            number(throttle, "ThrottlingBurstLimit", 5_000)));
  }

  private Map<String, Object> first(String type) {
    return intrinsicFunctions.resources(type).values().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the template has no " + type));
  }

  private List<Schedule> schedules() {
    var schedules = new ArrayList<Schedule>();
    for (var rule : intrinsicFunctions.resources("AWS::Events::Rule").values())
      for (Object target : list(rule.get("Targets")))
        schedules.add(
            new Schedule(
                text(rule, "Name"),
                every(text(rule, "ScheduleExpression")),
                names.function(text(named(target), "Arn"))));
    return schedules;
  }

  private static Duration every(String expression) {
    if (!expression.matches("rate\\(\\d+ minutes?\\)"))
      throw new IllegalArgumentException("a schedule is not a rate of minutes: " + expression);
    return Duration.ofMinutes(Long.parseLong(expression.replaceAll("\\D", "")));
  }

  private static String text(Map<String, Object> map, String name) {
    Object value = map.get(name);
    if (value == null) throw new IllegalArgumentException("the template says nothing of " + name);
    return String.valueOf(value);
  }

  private static int number(Map<String, Object> map, String name, int usual) {
    Object value = map.get(name);
    return value == null ? usual : Integer.parseInt(String.valueOf(value));
  }

  private static OptionalInt maybe(Map<String, Object> map, String name) {
    return map.get(name) == null ? OptionalInt.empty() : OptionalInt.of(number(map, name, 0));
  }

  private static List<?> list(@Nullable Object value) {
    if (value == null) return List.of();
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static List<String> texts(@Nullable Object value) {
    return list(value).stream().map(String::valueOf).toList();
  }
}
