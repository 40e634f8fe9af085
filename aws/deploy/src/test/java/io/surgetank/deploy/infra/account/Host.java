package io.surgetank.deploy.infra.account;

import io.surgetank.deploy.stack.Stack;

/// Runs what a CloudFormation stack puts there.
public interface Host {
  /// What stands now, with its secrets looked up.
  ///
  /// @param name of CloudFormation's stack
  /// @param stack as it is read back from the template and parameters that stand
  /// @param bucket where the functions' zip lies, in this account
  record Put(String name, Stack stack, String bucket, String key) {}

  /// The functions of a stack are there or have changed. Answers where its API is reached; what is
  /// thrown fails the deployment.
  String stands(Put put, Buckets buckets);

  void isGone(String name);

  /// Runs nothing; the API has an address as on AWS.
  static Host none() {
    return new Host() {
      @Override
      public String stands(Put put, Buckets buckets) {
        return "https://a1b2c3d4e5.execute-api." + put.stack().region() + ".amazonaws.com";
      }

      @Override
      public void isGone(String name) {}
    };
  }
}
