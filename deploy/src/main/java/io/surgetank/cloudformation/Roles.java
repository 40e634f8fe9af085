package io.surgetank.cloudformation;

import static io.surgetank.cloudformation.Tree.map;

import io.surgetank.stack.Function;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A role for each function: its own policy, and its own log.
final class Roles {
  private final Naming naming;

  Roles(Naming naming) {
    this.naming = naming;
  }

  Map<String, Object> resources() {
    var resources = new LinkedHashMap<String, Object>();
    for (Function function : naming.stack().functions())
      resources.put(naming.function(function.name()) + "Role", role(function));
    return resources;
  }

  private Map<String, Object> role(Function function) {
    var statements = new ArrayList<Map<String, Object>>();
    for (Function.Statement statement : function.policy())
      statements.add(
          allow(
              statement.actions(), statement.resources().stream().map(naming::resource).toList()));
    statements.add(
        allow(
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            List.of(
                Tree.sub(
                    "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:"
                        + "/aws/lambda/"
                        + naming.open(function.name())
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
            List.of(map("PolicyName", "own", "PolicyDocument", document(statements)))));
  }

  private static Map<String, Object> allow(List<String> actions, List<Object> resources) {
    return map("Effect", "Allow", "Action", actions, "Resource", resources);
  }

  private static Map<String, Object> document(List<Map<String, Object>> statements) {
    return map("Version", "2012-10-17", "Statement", statements);
  }
}
