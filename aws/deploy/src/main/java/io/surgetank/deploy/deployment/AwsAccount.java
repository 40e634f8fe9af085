package io.surgetank.deploy.deployment;

/// An account of AWS in one region, with the credentials of whoever sits here.
public interface AwsAccount extends AutoCloseable {
  /// Twelve digits.
  String number();

  String region();

  CloudFormation formation();

  StorageBucket bucket(String name);

  /// What there is of the stack of this name.
  DeployedResources sight(String stack);

  @Override
  void close();
}
