package io.surgetank.deploy.infra.moto;

import io.surgetank.deploy.cloudformation.YamlTree;
import io.surgetank.deploy.infra.template.ResolvedResources;
import io.surgetank.deploy.infra.template.TemplateReader;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.deploy.stack.StackSettings;
import java.util.HashMap;
import java.util.Map;

/// The stack that a tool deployed to moto, and the zip of its functions.
///
/// @param stack read from the template and parameters that CloudFormation has
/// @param zip the object that the functions' code is in
public record DeployedTemplate(Stack stack, byte[] zip) {
  /// What CloudFormation reports of a parameter with `NoEcho`.
  private static final String MASKED = "****";

  /// The only stack in the account.
  public static DeployedTemplate of(MotoContents contents, String region) {
    var stack = contents.cloudFormation().describeStacks().stacks().getFirst();
    var parameters = new HashMap<String, String>();
    for (var parameter : stack.parameters())
      parameters.put(
          parameter.parameterKey(),
          parameter.parameterValue().equals(MASKED)
              ? LambdaFunction.SECRET
              : parameter.parameterValue());
    String text =
        contents
            .cloudFormation()
            .getTemplate(request -> request.stackName(stack.stackName()))
            .templateBody();
    Map<String, Object> template = YamlTree.read(text);
    var place = new StackSettings.Place(region, Moto.ACCOUNT);
    var code =
        ResolvedResources.of(template, parameters, place).values().stream()
            .filter(resource -> resource.type().equals("AWS::Lambda::Function"))
            .map(function -> YamlTree.named(function.properties().get("Code")))
            .findFirst()
            .orElseThrow();
    byte[] zip =
        contents
            .s3()
            .getObjectAsBytes(request ->
                request
                    .bucket(
                        bucket(contents, String.valueOf(code.get("S3Bucket")), stack.stackName()))
                    .key(String.valueOf(code.get("S3Key"))))
            .asByteArray();
    return new DeployedTemplate(TemplateReader.read(template, parameters, place), zip);
  }

  /// Of a bucket that the stack creates, the template has the logical name.
  private static String bucket(MotoContents contents, String name, String stack) {
    return contents
        .cloudFormation()
        .describeStackResources(request -> request.stackName(stack))
        .stackResources()
        .stream()
        .filter(resource -> name.equals(resource.logicalResourceId()))
        .map(resource -> resource.physicalResourceId())
        .findFirst()
        .orElse(name);
  }
}
