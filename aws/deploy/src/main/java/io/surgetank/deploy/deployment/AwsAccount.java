package io.surgetank.deploy.deployment;

/// An AWS account in one region, with the credentials of the user.
public interface AwsAccount extends AutoCloseable {
  /// Twelve digits.
  String accountId();

  String region();

  CloudFormation cloudFormation();

  StorageBucket bucket(String name);

  /// The resources of the stack of this name.
  DeployedResources deployedResources(String stack);

  @Override
  void close();
}
