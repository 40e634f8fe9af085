package io.surgetank.deploy.sdk;

import io.surgetank.deploy.deployment.AwsAccount;
import io.surgetank.deploy.deployment.CloudFormation;
import io.surgetank.deploy.deployment.DeployedResources;
import io.surgetank.deploy.deployment.StorageBucket;

record SdkAccount(String accountId, String region, SdkClients sdkClients) implements AwsAccount {
  @Override
  public CloudFormation cloudFormation() {
    return new SdkCloudFormation(sdkClients.cloudFormation());
  }

  @Override
  public StorageBucket bucket(String name) {
    return new S3Bucket(sdkClients, name, accountId);
  }

  @Override
  public DeployedResources deployedResources(String stack) {
    return new SdkDeployedResources(sdkClients, stack);
  }

  @Override
  public void close() {
    sdkClients.close();
  }
}
