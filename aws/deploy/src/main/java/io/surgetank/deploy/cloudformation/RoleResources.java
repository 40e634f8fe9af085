package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.map;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.QueueRef;
import io.surgetank.deploy.stack.ResourceRef;
import io.surgetank.deploy.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A role for each function: its own policy, and its own log.
final class RoleResources {
  private final Stack stack;

  RoleResources(Stack stack) {
    this.stack = stack;
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<String, Object>();
    for (LambdaFunction lambdaFunction : stack.functions())
      resources.put(LogicalIds.of(lambdaFunction.ref()) + "Role", role(lambdaFunction));
    return resources;
  }

  private static Map<String, Object> role(LambdaFunction lambdaFunction) {
    var statements = new ArrayList<Map<String, Object>>();
    for (LambdaFunction.Statement statement : lambdaFunction.policy())
      statements.add(
          allow(
              statement.actions(),
              statement.resources().stream().map(RoleResources::resource).toList()));
    statements.add(
        allow(
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            List.of(
                YamlTree.sub(
                    "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:"
                        + "/aws/lambda/"
                        + lambdaFunction.name()
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

  private static Map<String, Object> resource(ResourceRef resource) {
    return switch (resource) {
      case QueueRef queue -> YamlTree.arn(LogicalIds.of(queue));
      case ResourceRef.Table(_) -> YamlTree.arn("Table");
      case ResourceRef.Index(_, var name) -> YamlTree.sub("${Table.Arn}/index/" + name);
    };
  }

  private static Map<String, Object> allow(
      List<String> actions, List<Map<String, Object>> resources) {
    return map("Effect", "Allow", "Action", actions, "Resource", resources);
  }

  private static Map<String, Object> document(List<Map<String, Object>> statements) {
    return map("Version", "2012-10-17", "Statement", statements);
  }
}
