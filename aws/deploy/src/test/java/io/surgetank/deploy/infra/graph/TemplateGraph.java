package io.surgetank.deploy.infra.graph;

import io.surgetank.deploy.infra.template.ResolvedResources;
import io.surgetank.deploy.infra.template.ResolvedResources.Resource;
import io.surgetank.deploy.stack.StackSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// The resource graph of a CloudFormation template, ours or the Serverless Framework's.
final class TemplateGraph {
  private final Map<String, Resource> resources;
  private final StackSettings.Place place;
  private final Map<String, String> tags;

  private TemplateGraph(
      Map<String, Resource> resources, StackSettings.Place place, Map<String, String> tags) {
    this.resources = resources;
    this.place = place;
    this.tags = tags;
  }

  /// @param chosen parameters
  /// @param tags of the stack, which CloudFormation gives to every resource that can have some
  static Graph of(
      Map<String, Object> template,
      Map<String, String> chosen,
      StackSettings.Place place,
      Map<String, String> tags) {
    return new TemplateGraph(ResolvedResources.of(template, chosen, place), place, tags).graph();
  }

  private Graph graph() {
    var names = new HashMap<String, String>();
    resources.forEach((id, resource) -> names.put(id, known(id, resource)));
    var graph = new TreeMap<String, SortedMap<String, String>>();
    resources.forEach((id, resource) -> {
      String text = JsonMapper.shared().writeValueAsString(resource.properties());
      for (var each : names.entrySet())
        if (!each.getValue().isEmpty())
          text =
              Pattern.compile("(?<![\\w/:.-])" + each.getKey() + "(\\.(Arn|Version))?(?![\\w.-])")
                  .matcher(text)
                  .replaceAll(each.getValue().replace("$", "\\$"));
      // A target, and the source of a permission, have an id in their middle.
      text = text.replace("integrations/" + integration(), "integrations/(integration)");
      text = text.replaceAll("(:execute-api:[^\"]*:)" + api() + "/", "$1(api)/");
      // What is looked up when the template is applied.
      text = text.replaceAll("\\{\\{resolve:[^}]*}}", "(secret)");
      @SuppressWarnings("unchecked")
      Map<String, Object> properties = JsonMapper.shared().readValue(text, Map.class);
      if (Taggable.TYPES.contains(resource.type())
          && !properties.containsKey("Tags")
          && !tags.isEmpty()) properties.put("Tags", tags);
      graph.put(
          resource.type() + " " + name(id, resource.type(), properties), Canonical.of(properties));
    });
    return new Graph(graph);
  }

  private String integration() {
    return id("AWS::ApiGatewayV2::Integration");
  }

  private String api() {
    return id("AWS::ApiGatewayV2::Api");
  }

  private String id(String type) {
    return resources.entrySet().stream()
        .filter(one -> one.getValue().type().equals(type))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("?");
  }

  /// What a reference to the resource becomes; empty where it has become a name already.
  private String known(String id, Resource resource) {
    var properties = resource.properties();
    return switch (resource.type()) {
      case "AWS::ApiGatewayV2::Api" -> "(api)";
      case "AWS::ApiGatewayV2::Integration" -> "(integration)";
      case "AWS::ApiGatewayV2::Authorizer" -> "(authorizer)";
      case "AWS::ApiGatewayV2::Stage" -> String.valueOf(properties.get("StageName"));
      case "AWS::ApiGatewayV2::DomainName" -> String.valueOf(properties.get("DomainName"));
      case "AWS::Events::Rule" -> arn("events") + ":rule/" + properties.get("Name");
      case "AWS::IAM::Role" -> "(role of " + user(id) + ")";
      case "AWS::Lambda::Version" -> "(version)";
      case "AWS::Logs::LogGroup" -> arn("logs") + ":log-group:" + properties.get("LogGroupName");
      case "AWS::SNS::Topic" -> arn("sns") + ":" + properties.get("TopicName");
      default -> "";
    };
  }

  private String arn(String service) {
    return "arn:aws:%s:%s:%s".formatted(service, place.region(), place.account());
  }

  /// The function that has the role.
  private String user(String role) {
    return resources.values().stream()
        .filter(one -> (role + ".Arn").equals(one.properties().get("Role")))
        .map(one -> String.valueOf(one.properties().get("FunctionName")))
        .findFirst()
        .orElse(role);
  }

  private String name(String id, String type, Map<String, Object> properties) {
    return switch (type) {
      case "AWS::CloudWatch::Alarm" -> text(properties, "AlarmName");
      case "AWS::CloudWatch::Dashboard" -> text(properties, "DashboardName");
      case "AWS::DynamoDB::Table" -> text(properties, "TableName");
      case "AWS::Events::Rule" -> text(properties, "Name");
      case "AWS::IAM::Role" -> user(id);
      case "AWS::Lambda::Alias", "AWS::Lambda::Function", "AWS::Lambda::Version" ->
          text(properties, "FunctionName");
      case "AWS::Lambda::EventSourceMapping" -> last(text(properties, "EventSourceArn"));
      case "AWS::Lambda::Permission" -> text(properties, "Principal");
      case "AWS::Logs::LogGroup" -> text(properties, "LogGroupName");
      case "AWS::SQS::Queue" -> text(properties, "QueueName");
      case "AWS::SQS::QueuePolicy" -> queue(properties);
      case "AWS::ApiGatewayV2::Route" -> text(properties, "RouteKey");
      default -> "-";
    };
  }

  private static String queue(Map<String, Object> properties) {
    return properties.get("Queues") instanceof List<?> queues
        ? String.valueOf(queues.getFirst()).replaceFirst(".*/", "")
        : "?";
  }

  private static String text(Map<String, Object> properties, String name) {
    return String.valueOf(properties.get(name));
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
