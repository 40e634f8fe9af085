package io.surgetank.deploy.infra.template;

import static io.surgetank.deploy.cloudformation.YamlTree.named;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.StackSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The values that a template's functions stand for, once it is applied at a place: parameters by
/// what is chosen or their default, resources by the names they will have.
final class IntrinsicFunctions {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}]+)}");

  /// What is left out, as `AWS::NoValue` says.
  private static final Object LEFT_OUT = new Object();

  private final Map<String, Object> template;
  private final Map<String, Object> resources;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final StackSettings.Place place;

  IntrinsicFunctions(
      Map<String, Object> template, Map<String, String> chosen, StackSettings.Place place) {
    this.template = template;
    this.resources = named(template.get("Resources"));
    this.place = place;
    named(template.get("Parameters"))
        .forEach((name, parameter) -> {
          Object given = chosen.get(name);
          Object usual = named(parameter).get("Default");
          // A parameter without either is given when the template is applied: a secret.
          values.put(name, given != null ? given : usual != null ? usual : LambdaFunction.SECRET);
        });
    values.put("AWS::Region", place.region());
    values.put("AWS::AccountId", place.account());
    values.put("AWS::Partition", "aws");
    values.put("AWS::URLSuffix", "amazonaws.com");
    values.put("AWS::NoValue", LEFT_OUT);
  }

  /// The resources of a type by logical id; those left out by a condition are not there.
  Map<String, Map<String, Object>> resources(String type) {
    var found = new LinkedHashMap<String, Map<String, Object>>();
    resources.forEach((id, resource) -> {
      var inside = named(resource);
      boolean isThere = !(inside.get("Condition") instanceof String condition) || holds(condition);
      if (type.equals(inside.get("Type")) && isThere)
        found.put(id, named(value(inside.get("Properties"))));
    });
    return found;
  }

  /// The value with every function in it worked out.
  @Nullable Object value(@Nullable Object written) {
    if (written instanceof List<?> list) {
      var all = new ArrayList<Object>();
      for (Object inside : list) {
        Object value = value(inside);
        if (value != null && value != LEFT_OUT) all.add(value);
      }
      return all;
    }
    if (!(written instanceof Map<?, ?>)) return written;
    Map<String, Object> map = named(written);
    if (map.size() == 1) {
      var only = map.entrySet().iterator().next();
      if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::"))
        return function(only.getKey(), only.getValue());
    }
    var all = new LinkedHashMap<String, Object>();
    map.forEach((name, inside) -> {
      Object value = value(inside);
      if (value != null && value != LEFT_OUT) all.put(name, value);
    });
    return all;
  }

  private @Nullable Object function(String name, Object argument) {
    return switch (name) {
      case "Ref" -> reference((String) argument);
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::Sub" -> substituted(argument);
      case "Fn::Join" -> joined((List<?>) argument);
      case "Fn::If" -> {
        List<?> parts = (List<?>) argument;
        yield value(holds((String) parts.get(0)) ? parts.get(1) : parts.get(2));
      }
      default -> throw new IllegalArgumentException("a template's function is not known: " + name);
    };
  }

  private Object reference(String name) {
    Object value = values.get(name);
    if (value != null) return value;
    Map<String, Object> resource = named(resources.get(name));
    var properties = named(resource.get("Properties"));
    return switch (String.valueOf(resource.get("Type"))) {
      case "AWS::Lambda::Function" -> text(properties.get("FunctionName"));
      case "AWS::Lambda::Alias" ->
          arn("lambda")
              + ":function:"
              + text(properties.get("FunctionName"))
              + ":"
              + text(properties.get("Name"));
      case "AWS::DynamoDB::Table" -> text(properties.get("TableName"));
      case "AWS::SQS::Queue" ->
          "https://sqs.%s.amazonaws.com/%s/%s"
              .formatted(place.region(), place.account(), text(properties.get("QueueName")));
      case "AWS::Logs::LogGroup" -> text(properties.get("LogGroupName"));
      case "null" -> throw new IllegalArgumentException("a template has no " + name);
      default -> name;
    };
  }

  private Object attribute(Object argument) {
    List<?> path =
        argument instanceof List<?> list ? list : List.of(((String) argument).split("\\.", 2));
    String id = (String) path.get(0);
    var resource = named(resources.get(id));
    var properties = named(resource.get("Properties"));
    if (!"Arn".equals(path.get(1))) return id + "." + path.get(1);
    return switch (String.valueOf(resource.get("Type"))) {
      case "AWS::SQS::Queue" -> arn("sqs") + ":" + text(properties.get("QueueName"));
      case "AWS::DynamoDB::Table" ->
          arn("dynamodb") + ":table/" + text(properties.get("TableName"));
      case "AWS::Lambda::Function" ->
          arn("lambda") + ":function:" + text(properties.get("FunctionName"));
      case "null" -> throw new IllegalArgumentException("a template has no " + id);
      default -> id + ".Arn";
    };
  }

  private String substituted(Object argument) {
    String text = argument instanceof List<?> parts ? (String) parts.get(0) : (String) argument;
    Map<String, Object> own = argument instanceof List<?> parts ? named(parts.get(1)) : Map.of();
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(variable(found.group(1), own)));
  }

  private String variable(String name, Map<String, Object> own) {
    if (own.containsKey(name)) return text(own.get(name));
    return String.valueOf(name.contains(".") ? attribute(name) : reference(name));
  }

  private String joined(List<?> argument) {
    Object parts = value(argument.get(1));
    if (!(parts instanceof List<?> list)) return String.valueOf(parts);
    return String.join((String) argument.get(0), list.stream().map(String::valueOf).toList());
  }

  private boolean holds(String condition) {
    return holds(named(named(template.get("Conditions")).get(condition)));
  }

  private boolean holds(Map<String, Object> condition) {
    var only = condition.entrySet().iterator().next();
    List<?> arguments = (List<?>) only.getValue();
    return switch (only.getKey()) {
      case "Fn::Not" -> !holds(named(arguments.get(0)));
      case "Fn::And" -> arguments.stream().allMatch(one -> holds(named(one)));
      case "Fn::Or" -> arguments.stream().anyMatch(one -> holds(named(one)));
      case "Fn::Equals" -> Objects.equals(text(arguments.get(0)), text(arguments.get(1)));
      default -> throw new IllegalArgumentException("a condition is not known: " + condition);
    };
  }

  private String text(@Nullable Object written) {
    return String.valueOf(value(written));
  }

  private String arn(String service) {
    return "arn:aws:%s:%s:%s".formatted(service, place.region(), place.account());
  }
}
