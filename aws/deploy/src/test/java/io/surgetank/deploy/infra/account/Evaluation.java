package io.surgetank.deploy.infra.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A template's functions worked out, for given parameters, in one stack.
final class Evaluation {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]+)}");

  /// What `AWS::NoValue` leaves out.
  private static final Object LEFT_OUT = new Object();

  private final Template template;
  private final Map<String, Template.Resource> resources;
  private final Identity identity;
  private final Map<String, Object> known = new HashMap<>();
  private final Map<String, Map<String, Object>> done = new HashMap<>();
  private final Set<String> open = new LinkedHashSet<>();

  Evaluation(Template template, Map<String, String> parameters, Identity identity) {
    this.template = template;
    this.identity = identity;
    resources = template.resources();
    parameters.forEach((name, value) -> {
      String type = Parts.text(Parts.named(template.part("Parameters").get(name)), "Type");
      boolean isList = type.equals("CommaDelimitedList") || type.startsWith("List<");
      known.put(name, isList ? List.of(value.split("\\s*,\\s*", -1)) : value);
    });
    known.put("AWS::Region", identity.region());
    known.put("AWS::AccountId", Account.ID);
    known.put("AWS::Partition", "aws");
    known.put("AWS::URLSuffix", "amazonaws.com");
    known.put("AWS::StackName", identity.stackName());
    known.put("AWS::StackId", identity.stackId());
    known.put("AWS::NoValue", LEFT_OUT);
  }

  /// What is to be made, each after what it needs.
  Map<String, Made> made() throws Refusal {
    var made = new LinkedHashMap<String, Made>();
    for (String id : resources.keySet()) add(id, made);
    return made;
  }

  private void add(String id, Map<String, Made> made) throws Refusal {
    var resource = resource(id);
    if (made.containsKey(id) || isLeftOut(resource)) return;
    var properties = properties(id);
    for (String needed : needs(resource)) add(needed, made);
    var kind = Kind.of(resource.type());
    made.put(
        id,
        new Made(
            id,
            kind,
            identity.physical(id, kind, properties),
            properties,
            resource.deletion(),
            resource.replacement()));
  }

  boolean isLeftOut(Template.Resource resource) throws Refusal {
    return !resource.condition().isEmpty() && !holds(resource.condition());
  }

  private Set<String> needs(Template.Resource resource) throws Refusal {
    var needs = new LinkedHashSet<>(resource.dependsOn());
    for (String needed : needs) resource(needed);
    mentioned(resource.properties(), needs);
    needs.retainAll(resources.keySet());
    return needs;
  }

  private static void mentioned(Object written, Set<String> needs) {
    if (written instanceof List<?> list) list.forEach(inside -> mentioned(inside, needs));
    if (!(written instanceof Map<?, ?>)) return;
    Parts.named(written)
        .forEach((name, inside) -> {
          List<?> arguments = Parts.list(inside);
          Object first = arguments.isEmpty() ? "" : arguments.getFirst();
          if (name.equals("Ref") || name.equals("Fn::GetAtt"))
            needs.add(String.valueOf(first).replaceFirst("\\..*", ""));
          if (name.equals("Fn::Sub"))
            VARIABLE
                .matcher(String.valueOf(first))
                .results()
                .forEach(found -> needs.add(found.group(2).replaceFirst("\\..*", "")));
          mentioned(inside, needs);
        });
  }

  private Template.Resource resource(String id) throws Refusal {
    var resource = resources.get(id);
    if (resource == null)
      throw Refusal.invalid(
          "Template format error: Unresolved resource dependencies [%s] in the Resources block of the template"
              .formatted(id));
    return resource;
  }

  private Map<String, Object> properties(String id) throws Refusal {
    var before = done.get(id);
    if (before != null) return before;
    if (!open.add(id)) throw Refusal.invalid("Circular dependency between resources: " + open);
    var properties = Parts.named(value(resource(id).properties()));
    open.remove(id);
    done.put(id, properties);
    return properties;
  }

  /// The value with every function in it worked out.
  Object value(Object written) throws Refusal {
    if (written instanceof List<?> list) {
      var all = new ArrayList<Object>();
      for (Object inside : list) {
        Object value = value(inside);
        if (value != LEFT_OUT) all.add(value);
      }
      return all;
    }
    if (!(written instanceof Map<?, ?>)) return written;
    var map = Parts.named(written);
    String only = map.size() == 1 ? map.keySet().iterator().next() : "";
    if (only.equals("Ref") || only.startsWith("Fn::"))
      return function(only, Objects.requireNonNull(map.get(only)));
    var all = new LinkedHashMap<String, Object>();
    for (var inside : map.entrySet()) {
      Object value = value(inside.getValue());
      if (value != LEFT_OUT) all.put(inside.getKey(), value);
    }
    return all;
  }

  private Object function(String name, Object argument) throws Refusal {
    List<?> parts = Parts.list(argument);
    return switch (name) {
      case "Ref" -> reference((String) argument);
      case "Fn::GetAtt" ->
          parts.size() == 2
              ? attribute((String) parts.get(0), (String) parts.get(1))
              : dotted((String) argument);
      case "Fn::Sub" -> substituted(parts);
      case "Fn::Join" ->
          String.join(
              (String) parts.get(0),
              Parts.list(value(parts.get(1))).stream().map(String::valueOf).toList());
      case "Fn::If" -> value(holds((String) parts.get(0)) ? parts.get(1) : parts.get(2));
      default ->
          throw Refusal.invalid(
              "the stand-in for an account does not know a template's function: " + name);
    };
  }

  private Object reference(String name) throws Refusal {
    Object value = known.get(name);
    if (value != null) return value;
    var kind = Kind.of(resource(name).type());
    return identity.physical(name, kind, properties(name));
  }

  private String attribute(String id, String attribute) throws Refusal {
    var kind = Kind.of(resource(id).type());
    return identity.attribute(id, kind, attribute, properties(id));
  }

  private String dotted(String path) throws Refusal {
    String[] parts = path.split("\\.", 2);
    return attribute(parts[0], parts[1]);
  }

  private String substituted(List<?> parts) throws Refusal {
    var own = parts.size() > 1 ? Parts.named(parts.get(1)) : Map.<String, Object>of();
    var text = new StringBuilder();
    Matcher variable = VARIABLE.matcher((String) parts.getFirst());
    while (variable.find()) {
      String name = variable.group(2);
      Object mine = own.get(name);
      String value =
          !variable.group(1).isEmpty()
              ? "${" + name + "}"
              : mine != null
                  ? String.valueOf(value(mine))
                  : name.contains(".") ? dotted(name) : String.valueOf(reference(name));
      variable.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return variable.appendTail(text).toString();
  }

  boolean holds(String condition) throws Refusal {
    return holds(Parts.named(template.part("Conditions").get(condition)));
  }

  private boolean holds(Map<String, Object> condition) throws Refusal {
    var only = condition.entrySet().iterator().next();
    List<?> arguments = Parts.list(only.getValue());
    boolean isOr = only.getKey().equals("Fn::Or");
    return switch (only.getKey()) {
      case "Condition" -> holds(String.valueOf(only.getValue()));
      case "Fn::Not" -> !holds(Parts.named(arguments.getFirst()));
      case "Fn::Equals" ->
          String.valueOf(value(arguments.get(0))).equals(String.valueOf(value(arguments.get(1))));
      case "Fn::And", "Fn::Or" -> {
        for (Object one : arguments) if (holds(Parts.named(one)) == isOr) yield isOr;
        yield !isOr;
      }
      default -> throw Refusal.invalid("a condition is not known: " + condition);
    };
  }
}
