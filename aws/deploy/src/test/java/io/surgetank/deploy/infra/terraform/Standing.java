package io.surgetank.deploy.infra.terraform;

import io.surgetank.deploy.stack.DynamoTable;
import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.Schedule;
import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.deploy.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A stack, read from the state that an apply left behind: what was really sent to the provider.
public final class Standing {
  private final List<JsonNode> resources = new ArrayList<>();

  private Standing(JsonNode state) {
    state.at("/values/root_module/resources").forEach(resources::add);
  }

  public static Stack read(JsonNode state) {
    var standing = new Standing(state);
    JsonNode api = standing.only("aws_apigatewayv2_api");
    String table = text(standing.only("aws_dynamodb_table"), "arn");
    return new Stack(
        text(api, "name"),
        table.split(":", -1)[3],
        standing.functions(),
        standing.values("aws_sqs_queue").map(Standing::queue).toList(),
        standing.values("aws_lambda_event_source_mapping").map(Standing::mapping).toList(),
        table(standing.only("aws_dynamodb_table")),
        standing.api(text(api, "name")),
        standing.values("aws_cloudwatch_event_target").map(standing::schedule).toList());
  }

  private List<LambdaFunction> functions() {
    var functions = new ArrayList<LambdaFunction>();
    for (JsonNode resource : resources) {
      if (!text(resource, "type").equals("aws_lambda_function")) continue;
      JsonNode values = resource.path("values");
      int reserved = values.path("reserved_concurrent_executions").asInt();
      functions.add(
          new LambdaFunction(
              text(values, "function_name"),
              text(values, "handler"),
              values.path("memory_size").asInt(),
              seconds(values, "timeout"),
              reserved < 0 ? OptionalInt.empty() : OptionalInt.of(reserved),
              environment(resource),
              policy(text(values, "role"))));
    }
    return functions;
  }

  private static Map<String, String> environment(JsonNode resource) {
    var environment = new TreeMap<String, String>();
    JsonNode secret = resource.at("/sensitive_values/environment/0/variables");
    for (var variable : resource.at("/values/environment/0/variables").properties())
      environment.put(
          variable.getKey(),
          secret.path(variable.getKey()).asBoolean()
              ? LambdaFunction.SECRET
              : variable.getValue().asString());
    return environment;
  }

  /// What the role's only policy allows, without the writing of the log.
  private List<LambdaFunction.Statement> policy(String arn) {
    JsonNode role =
        values("aws_iam_role")
            .filter(one -> text(one, "arn").equals(arn))
            .findFirst()
            .orElseThrow();
    List<JsonNode> policies =
        values("aws_iam_role_policy")
            .filter(one -> text(one, "role").equals(text(role, "name")))
            .toList();
    if (policies.size() != 1) throw new AssertionError(arn + " has " + policies.size());
    var statements = new ArrayList<LambdaFunction.Statement>();
    for (JsonNode statement : json(policies.getFirst(), "policy").path("Statement"))
      if (!texts(statement, "Action").getFirst().startsWith("logs:"))
        statements.add(
            new LambdaFunction.Statement(texts(statement, "Action"), texts(statement, "Resource")));
    return statements;
  }

  private static SqsQueue queue(JsonNode values) {
    JsonNode redrive = json(values, "redrive_policy");
    return new SqsQueue(
        text(values, "name"),
        values.path("fifo_queue").asBoolean()
            ? SqsQueue.Kind.fifo(
                text(values, "deduplication_scope"), text(values, "fifo_throughput_limit"))
            : SqsQueue.Kind.STANDARD,
        seconds(values, "visibility_timeout_seconds"),
        seconds(values, "message_retention_seconds"),
        values.path("max_message_size").asInt(),
        redrive.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new SqsQueue.Redrive(
                    part(text(redrive, "deadLetterTargetArn"), 5),
                    redrive.path("maxReceiveCount").asInt())));
  }

  private static SqsTrigger mapping(JsonNode values) {
    JsonNode calls = values.at("/scaling_config/0/maximum_concurrency");
    return new SqsTrigger(
        part(text(values, "event_source_arn"), 5),
        part(text(values, "function_name"), 6),
        values.path("batch_size").asInt(),
        seconds(values, "maximum_batching_window_in_seconds"),
        calls.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(calls.asInt()),
        texts(values, "function_response_types").equals(List.of("ReportBatchItemFailures"))
            ? SqsTrigger.Reply.BATCH_ITEM_FAILURES
            : SqsTrigger.Reply.WHOLE_BATCH);
  }

  private static DynamoTable table(JsonNode values) {
    var types = new TreeMap<String, String>();
    for (JsonNode each : values.path("attribute"))
      types.put(text(each, "name"), text(each, "type"));
    var indexes = new ArrayList<DynamoTable.Index>();
    for (JsonNode index : values.path("global_secondary_index")) {
      if (!text(index, "projection_type").equals("KEYS_ONLY")) throw new AssertionError(index);
      indexes.add(
          new DynamoTable.Index(
              text(index, "name"),
              key(text(index, "hash_key"), types),
              Optional.of(key(text(index, "range_key"), types))));
    }
    return new DynamoTable(
        text(values, "name"),
        key(text(values, "hash_key"), types),
        indexes,
        text(values.at("/ttl/0"), "attribute_name"));
  }

  private static DynamoTable.Attribute key(String name, Map<String, String> types) {
    return new DynamoTable.Attribute(name, types.getOrDefault(name, "?"));
  }

  private HttpApi api(String name) {
    var functions = new TreeMap<String, String>();
    values("aws_apigatewayv2_integration")
        .forEach(one ->
            functions.put(
                "integrations/" + text(one, "id"),
                text(one, "integration_uri").replaceAll(".*:function:([^:/]+):.*", "$1")));
    JsonNode settings = only("aws_apigatewayv2_stage").at("/default_route_settings/0");
    return new HttpApi(
        name,
        values("aws_apigatewayv2_route")
            .map(route ->
                new HttpApi.Route(
                    text(route, "route_key"), functions.getOrDefault(text(route, "target"), "?")))
            .toList(),
        new HttpApi.Throttle(
            settings.path("throttling_rate_limit").asInt(),
            settings.path("throttling_burst_limit").asInt()));
  }

  private Schedule schedule(JsonNode target) {
    JsonNode rule = only("aws_cloudwatch_event_rule");
    if (!text(rule, "schedule_expression").equals("rate(1 minute)")) throw new AssertionError();
    return new Schedule(text(rule, "name"), Duration.ofMinutes(1), part(text(target, "arn"), 6));
  }

  private Stream<JsonNode> values(String type) {
    return resources.stream()
        .filter(resource -> text(resource, "type").equals(type))
        .map(resource -> resource.path("values"));
  }

  private JsonNode only(String type) {
    List<JsonNode> found = values(type).toList();
    if (found.size() != 1) throw new AssertionError(type + ": " + found.size());
    return found.getFirst();
  }

  private static String text(JsonNode values, String name) {
    return values.path(name).asString();
  }

  private static List<String> texts(JsonNode values, String name) {
    return values.path(name).valueStream().map(JsonNode::asString).toList();
  }

  private static Duration seconds(JsonNode values, String name) {
    return Duration.ofSeconds(values.path(name).asInt());
  }

  /// A text that is JSON itself; missing where there is none.
  private static JsonNode json(JsonNode values, String name) {
    String text = text(values, name);
    return text.startsWith("{") ? JsonMapper.shared().readTree(text) : values.path(name + "?");
  }

  private static String part(String arn, int index) {
    return arn.split(":", -1)[index];
  }
}
