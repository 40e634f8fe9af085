package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.map;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A stack as a CloudFormation template.
public final class Template {
  /// CloudFormation takes no more resources in one template
  /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html).
  public static final int MAX_RESOURCES = 500;

  private final Stack stack;
  private final TemplateParameters templateParameters;
  private final StackSettings settings;

  /// Of pipelines that [StackFactory#of] accepts; throws [IllegalArgumentException] otherwise.
  public Template(Pipelines pipelines, StackSettings settings) {
    String stage = TemplateParameters.variable(TemplateParameters.ENVIRONMENT);
    StackSettings placeholders =
        settings.named(settings.application(), stage, StackSettings.Place.OF_DEPLOYMENT);
    this.stack = StackFactory.withPlaceholders(pipelines, settings, placeholders);
    this.templateParameters = new TemplateParameters(stack, settings);
    this.settings = settings;
  }

  /// The whole deployment, as a file.
  public String text() {
    return YamlTree.write(
        "Written by `surgetank export cloudformation`: change the configuration, not this file.",
        whole());
  }

  /// The whole deployment.
  public Map<String, Object> whole() {
    var chosen = templateParameters.shared();
    chosen.putAll(templateParameters.own());
    var resources = new LinkedHashMap<String, Object>();
    resources.putAll(new StorageResources(stack).resources());
    resources.putAll(new RoleResources(stack).resources());
    resources.putAll(new FunctionResources(stack).resources());
    resources.putAll(new HttpApiResources(stack.api()).resources());
    resources.putAll(watch());
    new ResourceTags(settings.application()).addTo(resources);
    var template =
        map(
            "AWSTemplateFormatVersion", "2010-09-09",
            "Description", "Surgetank: a durable job intake and queue server.",
            "Parameters", chosen);
    // A stage that makes one pipeline's queue read as another's.
    template.put("Conditions", TemplateParameters.conditions());
    template.put("Resources", resources);
    template.put("Outputs", outputs());
    return template;
  }

  /// What other tools have no words of their own for: all but the functions, what calls them, and
  /// the API.
  public Map<String, Object> around() {
    var resources = new LinkedHashMap<String, Object>();
    resources.putAll(new StorageResources(stack).resources());
    resources.putAll(new RoleResources(stack).resources());
    resources.putAll(watch());
    var chosen = templateParameters.shared();
    List.of("LambdaTimeout", "LambdaMemorySize", "LogRetentionDays", "OperatorToken", "SnapStart")
        .forEach(chosen::remove);
    return map(
        "Parameters",
        chosen,
        "Conditions",
        map("HasAlarmEmail", TemplateParameters.given("AlarmEmail")),
        "Resources",
        resources,
        "Outputs",
        map("ApiEndpoint", map("Value", map("Fn::GetAtt", List.of("HttpApi", "ApiEndpoint")))));
  }

  /// How many resources it has, those of every condition among them.
  public int resources() {
    return YamlTree.inside(whole(), "Resources").size();
  }

  private Map<String, Object> watch() {
    String stage = TemplateParameters.variable(TemplateParameters.ENVIRONMENT);
    return new MonitoringResources(stack, stage).resources();
  }

  private static Map<String, Object> outputs() {
    return map(
        "ApiEndpoint",
        map(
            "Description",
            "Where clients POST.",
            "Value",
            YamlTree.either(
                "HasDomain",
                YamlTree.sub("https://${DomainName}"),
                YamlTree.map("Fn::GetAtt", List.of("HttpApi", "ApiEndpoint")))),
        "DomainTarget",
        map(
            "Condition", "HasDomain",
            "Description", "What the domain's alias record points to.",
            "Value", map("Fn::GetAtt", List.of("Domain", "RegionalDomainName"))),
        "AlarmTopic",
        map("Value", YamlTree.ref("Alarms")));
  }
}
