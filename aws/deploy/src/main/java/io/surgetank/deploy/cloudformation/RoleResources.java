package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.map;

import io.surgetank.deploy.stack.LambdaFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A role for each function: its own policy, and its own log.
final class RoleResources {
  private final TemplateNames templateNames;

  RoleResources(TemplateNames templateNames) {
    this.templateNames = templateNames;
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<String, Object>();
    for (LambdaFunction lambdaFunction : templateNames.stack().functions())
      resources.put(templateNames.function(lambdaFunction.name()) + "Role", role(lambdaFunction));
    return resources;
  }

  private Map<String, Object> role(LambdaFunction lambdaFunction) {
    var statements = new ArrayList<Map<String, Object>>();
    for (LambdaFunction.Statement statement : lambdaFunction.policy())
      statements.add(
          allow(
              statement.actions(),
              statement.resources().stream().map(templateNames::resource).toList()));
    statements.add(
        allow(
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            List.of(
                YamlTree.sub(
                    "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:"
                        + "/aws/lambda/"
                        + templateNames.open(lambdaFunction.name())
                        + ":*"))));
    return map(
        "Type",
        "AWS::IAM::Role",
        "Properties",
        map(
            "AssumeRolePolicyDocument",
            document(
                List.of(
                    map(
                        "Effect", "Allow",
                        "Principal", map("Service", "lambda.amazonaws.com"),
                        "Action", "sts:AssumeRole"))),
            "Policies",
            List.of(map("PolicyName", "permissions", "PolicyDocument", document(statements)))));
  }

  private static Map<String, Object> allow(List<String> actions, List<Object> resources) {
    return map("Effect", "Allow", "Action", actions, "Resource", resources);
  }

  private static Map<String, Object> document(List<Map<String, Object>> statements) {
    return map("Version", "2012-10-17", "Statement", statements);
  }
}
