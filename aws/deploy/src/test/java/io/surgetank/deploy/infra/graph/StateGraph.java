package io.surgetank.deploy.infra.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The graph of an applied Terraform state. `terraform.txt` says which attribute is which property;
/// one that it does not name is an error, so that nothing is compared by halves.
final class StateGraph {
  private final JsonNode resources;
  private final Map<String, Attributes> types;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, String> roles = new HashMap<>();
  private final TreeMap<String, SortedMap<String, String>> graph = new TreeMap<>();
  private final List<String> unnamed = new ArrayList<>();

  private final String region;

  private StateGraph(JsonNode state, String region) {
    this.region = region;
    this.resources = state.at("/values/root_module/resources");
    this.types = Attributes.read("terraform.txt");
  }

  static Graph of(JsonNode state, String region) {
    var graph = new StateGraph(state, region);
    for (JsonNode resource : graph.resources) graph.learn(resource);
    for (JsonNode resource : graph.resources)
      if (resource.path("mode").asString().equals("managed")) graph.add(resource);
    if (!graph.unnamed.isEmpty())
      throw new AssertionError("terraform.txt does not name " + graph.unnamed);
    return new Graph(graph.graph);
  }

  /// Ids that AWS makes up, and the role of a function.
  private void learn(JsonNode resource) {
    JsonNode values = resource.path("values");
    switch (resource.path("type").asString()) {
      case "aws_apigatewayv2_api" -> tokens.put(text(values, "id"), "(api)");
      case "aws_apigatewayv2_integration" -> tokens.put(text(values, "id"), "(integration)");
      case "aws_apigatewayv2_authorizer" -> tokens.put(text(values, "id"), "(authorizer)");
      case "aws_lambda_function" -> {
        String role = text(values, "role");
        tokens.put(role, "(role of " + text(values, "function_name") + ")");
        roles.put(role.substring(role.lastIndexOf('/') + 1), text(values, "function_name"));
      }
      case "aws_lambda_alias" -> aliases.put(text(values, "function_name"), text(values, "arn"));
      case "aws_ssm_parameter" -> tokens.put(text(values, "value"), "(secret)");
      default -> {}
    }
  }

  private void add(JsonNode resource) {
    String type = resource.path("type").asString();
    if (type.equals("terraform_data")) return;
    Attributes attributes = types.get(type);
    if (attributes == null) {
      unnamed.add(type);
      return;
    }
    String text = JsonMapper.shared().writeValueAsString(resource.path("values"));
    for (var token : tokens.entrySet())
      text =
          Pattern.compile("(?<!\\w)" + Pattern.quote(token.getKey()) + "(?!\\w)")
              .matcher(text)
              .replaceAll(token.getValue());
    @SuppressWarnings("unchecked")
    Map<String, Object> values = JsonMapper.shared().readValue(onAws(text), Map.class);
    if (type.equals("aws_lambda_permission")) qualify(values);
    // A number that AWS counts up.
    if (type.equals("aws_lambda_alias"))
      values.computeIfPresent(
          "function_version", (_, version) -> version.equals("$LATEST") ? version : "(version)");
    String key = attributes.type() + " " + name(type, values);
    var properties = graph.computeIfAbsent(key, _ -> new TreeMap<>());
    Canonical.of(values)
        .forEach((path, value) -> {
          String property = attributes.property(path);
          if (property.equals("?")) unnamed.add(type + "." + path + " = " + value);
          else if (!property.isEmpty()) properties.put(property, value);
        });
  }

  /// Queues as they are called on AWS.
  private String onAws(String text) {
    return text.replaceAll(
        "http://127\\.0\\.0\\.1:\\d+/", "https://sqs." + region + ".amazonaws.com/");
  }

  /// CloudFormation has no word for the alias: it is in the function's name.
  private void qualify(Map<String, Object> permission) {
    String alias = String.valueOf(aliases.get(text(permission, "function_name")));
    if (alias.endsWith(":" + permission.remove("qualifier")))
      permission.put("function_name", alias);
  }

  private String name(String type, Map<String, Object> values) {
    return switch (type) {
      case "aws_cloudwatch_metric_alarm" -> text(values, "alarm_name");
      case "aws_cloudwatch_dashboard" -> text(values, "dashboard_name");
      case "aws_cloudwatch_event_target" -> text(values, "rule");
      case "aws_lambda_alias", "aws_lambda_function" -> text(values, "function_name");
      case "aws_lambda_event_source_mapping" ->
          text(values, "event_source_arn").replaceFirst(".*:", "");
      case "aws_lambda_permission" -> text(values, "principal");
      case "aws_iam_role" -> user(text(values, "arn"));
      case "aws_iam_role_policy" -> String.valueOf(roles.get(text(values, "role")));
      case "aws_sqs_queue_policy", "aws_sqs_queue_redrive_allow_policy" ->
          text(values, "queue_url").replaceFirst(".*/", "");
      case "aws_cloudwatch_log_group",
          "aws_dynamodb_table",
          "aws_cloudwatch_event_rule",
          "aws_sqs_queue" ->
          text(values, "name");
      case "aws_apigatewayv2_route" -> text(values, "route_key");
      default -> "-";
    };
  }

  /// From `(role of surgetank-dev-worker)`.
  private static String user(String token) {
    return token.replaceFirst("^\\(role of (.*)\\)$", "$1");
  }

  private static String text(JsonNode values, String name) {
    return values.path(name).asString();
  }

  private static String text(Map<String, Object> values, String name) {
    return String.valueOf(values.get(name));
  }
}
