package io.surgetank.deploy.sdk;

import io.surgetank.deploy.deployment.AwsAccount;
import io.surgetank.deploy.deployment.CloudFormation;
import io.surgetank.deploy.deployment.DeployedResources;
import io.surgetank.deploy.deployment.StorageBucket;

record SdkAccount(String number, String region, SdkClients sdkClients) implements AwsAccount {
  @Override
  public CloudFormation formation() {
    return new SdkCloudFormation(sdkClients.formation());
  }

  @Override
  public StorageBucket bucket(String name) {
    return new S3Bucket(sdkClients, name, number);
  }

  @Override
  public DeployedResources sight(String stack) {
    return new SdkDeployedResources(sdkClients, stack);
  }

  @Override
  public void close() {
    sdkClients.close();
  }
}
