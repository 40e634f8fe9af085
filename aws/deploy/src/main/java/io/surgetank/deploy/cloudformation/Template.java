package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.inside;
import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static io.surgetank.deploy.cloudformation.YamlTree.ref;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.HttpApi;
import io.surgetank.deploy.stack.Regions;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A stack as a CloudFormation template. What it consists of is in the YAML files beside this
/// class.
public final class Template {
  /// CloudFormation takes no more resources in one template
  /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html).
  public static final int MAX_RESOURCES = 500;

  /// The parameter with the stage.
  public static final String ENVIRONMENT = "EnvironmentName";

  /// The stage in texts of `Fn::Sub`.
  static final String STAGE = "${" + ENVIRONMENT + "}";

  /// Parameters that a tool needs for the resources of [#forOtherTools()].
  private static final List<String> SHARED_PARAMETERS =
      List.of(
          ENVIRONMENT,
          "QueueVisibilityTimeout",
          "AgeAlarmSeconds",
          "AlarmEmail",
          "DeletionProtection");

  private final Stack stack;
  private final StackSettings settings;
  private final Fragments fragments;

  /// Of pipelines that [StackFactory#of] accepts; throws [IllegalArgumentException] otherwise.
  public Template(Pipelines pipelines, StackSettings settings) {
    StackSettings placeholders =
        settings.named(settings.application(), STAGE, StackSettings.Place.OF_DEPLOYMENT);
    this.stack = StackFactory.withPlaceholders(pipelines, settings, placeholders);
    this.settings = settings;
    this.fragments = new Fragments(Template.class, tags(settings.application()));
  }

  /// By which a bill can be divided.
  private static Map<String, Object> tags(String application) {
    return map(
        "tags",
        List.of(
            map("Key", "Application", "Value", application),
            map("Key", "Stage", "Value", ref(ENVIRONMENT))),
        "tagMap",
        map("Application", application, "Stage", ref(ENVIRONMENT)));
  }

  /// The whole template, as a file.
  public String text() {
    return YamlTree.write(
        "Written by `surgetank export cloudformation`: change the configuration, not this file.",
        whole());
  }

  /// The whole template.
  public Map<String, Object> whole() {
    var functions = new FunctionResources(stack, fragments);
    var resources = new StorageResources(stack, fragments).resources();
    resources.putAll(functions.roles());
    resources.putAll(functions.functions());
    resources.putAll(new HttpApiResources(stack.api(), fragments).resources());
    resources.putAll(new MonitoringResources(stack, fragments).resources());
    return template(resources);
  }

  private Map<String, Object> template(Map<String, Object> resources) {
    Duration worker = stack.function(stack.functionRef(FunctionRef.WORKER)).orElseThrow().timeout();
    HttpApi.Throttle throttle = stack.api().throttle();
    return fragments.filled(
        "template.yaml",
        map(
            "stage", settings.stage(),
            "visibilityTimeout", stack.sources().getFirst().visibility().toSeconds(),
            "workerTimeout", worker.toSeconds(),
            "memory", settings.memory(),
            "snapStart",
                switch (Regions.snapStart(settings.place().region())) {
                  case YES -> "PublishedVersions";
                  case NO -> "None";
                },
            "throttleRate", throttle.rate(),
            "throttleBurst", throttle.burst(),
            "resources", resources));
  }

  /// The resources that the Serverless Framework has no words for, as a template without tags: all
  /// but the functions, what invokes them, and the API.
  public Map<String, Object> forOtherTools() {
    var resources = new StorageResources(stack, fragments).resources();
    resources.putAll(new FunctionResources(stack, fragments).roles());
    resources.putAll(new MonitoringResources(stack, fragments).resources());
    for (String id : resources.keySet()) inside(resources, id, "Properties").remove("Tags");
    var template = template(resources);
    var parameters = inside(template, "Parameters");
    parameters.keySet().retainAll(SHARED_PARAMETERS);
    var conditions = inside(template, "Conditions");
    conditions.keySet().retainAll(List.of("HasAlarmEmail"));
    return map(
        "Parameters",
        parameters,
        "Conditions",
        conditions,
        "Resources",
        resources,
        "Outputs",
        map("ApiEndpoint", map("Value", map("Fn::GetAtt", List.of("HttpApi", "ApiEndpoint")))));
  }

  /// How many resources it has, including those with a condition.
  public int resources() {
    return inside(whole(), "Resources").size();
  }
}
