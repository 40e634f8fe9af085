package io.surgetank.cloudformation;

import static io.surgetank.cloudformation.Tree.map;

import io.surgetank.stack.Stack;
import io.surgetank.stack.StackSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A stack as a CloudFormation template.
public final class Template {
  /// CloudFormation takes no more resources in one template
  /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html).
  public static final int MAX_RESOURCES = 500;

  private final Naming naming;
  private final Parameters parameters;
  private final StackSettings settings;

  public Template(Stack stack, StackSettings settings) {
    this.naming = new Naming(stack, settings.stage());
    this.parameters = new Parameters(stack, settings);
    this.settings = settings;
  }

  /// The whole deployment, as a file.
  public String text() {
    return Tree.write(
        "Written by `surgetank export cloudformation`: change the descriptor, not this.", whole());
  }

  /// The whole deployment.
  public Map<String, Object> whole() {
    var chosen = parameters.shared();
    chosen.putAll(parameters.own());
    var resources = new LinkedHashMap<String, Object>();
    resources.putAll(new Storage(naming).resources());
    resources.putAll(new Roles(naming).resources());
    resources.putAll(new Lambdas(naming, settings).resources());
    resources.putAll(new Gateway(naming).resources());
    resources.putAll(watch());
    var template =
        map(
            "AWSTemplateFormatVersion", "2010-09-09",
            "Description", "Surgetank: accepts work at once, works it steadily, loses none of it.",
            "Parameters", chosen);
    // A stage that makes one pipeline's queue read as another's.
    template.put("Conditions", Parameters.conditions());
    template.put("Resources", resources);
    template.put("Outputs", outputs());
    return template;
  }

  /// What other tools have no words of their own for: all but the functions, what calls them, and
  /// the API.
  public Map<String, Object> around() {
    var resources = new LinkedHashMap<String, Object>();
    resources.putAll(new Storage(naming).resources());
    resources.putAll(new Roles(naming).resources());
    resources.putAll(watch());
    var chosen = parameters.shared();
    List.of("LambdaTimeout", "LambdaMemorySize", "LogRetentionDays", "OperatorToken", "SnapStart")
        .forEach(chosen::remove);
    return map(
        "Parameters",
        chosen,
        "Conditions",
        map("HasAlarmEmail", Parameters.given("AlarmEmail")),
        "Resources",
        resources,
        "Outputs",
        map("ApiEndpoint", map("Value", map("Fn::GetAtt", List.of("HttpApi", "ApiEndpoint")))));
  }

  /// How many resources it has, those of every condition among them.
  public int resources() {
    return Tree.inside(whole(), "Resources").size();
  }

  /// What the resources of [#around()] are called.
  public Naming naming() {
    return naming;
  }

  private Map<String, Object> watch() {
    var resources = new Alarms(naming).resources();
    resources.put("Dashboard", new Dashboard(naming).resource());
    return resources;
  }

  private static Map<String, Object> outputs() {
    return map(
        "ApiEndpoint",
        map(
            "Description",
            "Where clients POST.",
            "Value",
            Tree.either(
                "HasDomain",
                Tree.sub("https://${DomainName}"),
                Tree.map("Fn::GetAtt", List.of("HttpApi", "ApiEndpoint")))),
        "DomainTarget",
        map(
            "Condition", "HasDomain",
            "Description", "What the domain's alias record points to.",
            "Value", map("Fn::GetAtt", List.of("Domain", "RegionalDomainName"))),
        "AlarmTopic",
        map("Value", Tree.ref("Alarms")));
  }
}
