package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.inside;
import static io.surgetank.deploy.cloudformation.YamlTree.map;
import static io.surgetank.deploy.cloudformation.YamlTree.ref;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tags of every resource that can have some: what a bill is divided by.
final class ResourceTags {
  private static final Set<String> AS_LIST =
      Set.of(
          "AWS::CloudWatch::Alarm",
          "AWS::DynamoDB::Table",
          "AWS::Events::Rule",
          "AWS::IAM::Role",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Function",
          "AWS::Logs::LogGroup",
          "AWS::SNS::Topic",
          "AWS::SQS::Queue");

  private static final Set<String> AS_MAP =
      Set.of("AWS::ApiGatewayV2::Api", "AWS::ApiGatewayV2::DomainName", "AWS::ApiGatewayV2::Stage");

  private final String application;

  ResourceTags(String application) {
    this.application = application;
  }

  void addTo(Map<String, Object> resources) {
    for (String id : resources.keySet()) {
      var resource = inside(resources, id);
      String type = String.valueOf(resource.get("Type"));
      if (AS_LIST.contains(type)) inside(resource, "Properties").put("Tags", list());
      if (AS_MAP.contains(type))
        inside(resource, "Properties")
            .put(
                "Tags",
                map("Application", application, "Stage", ref(TemplateParameters.ENVIRONMENT)));
    }
  }

  private List<Map<String, Object>> list() {
    return List.of(
        map("Key", "Application", "Value", application),
        map("Key", "Stage", "Value", ref(TemplateParameters.ENVIRONMENT)));
  }
}
