package io.surgetank.deploy.sdk;

import io.surgetank.deploy.deployment.AwsAccount;
import io.surgetank.deploy.deployment.AwsAccounts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/// Accounts by the credentials that the AWS CLI would use.
public final class SdkAccounts implements AwsAccounts {
  @Override
  public Optional<String> defaultRegion() {
    try {
      // Not the SDK's default chain: it uses the network, and ignores $AWS_DEFAULT_REGION.
      var chain =
          new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(),
              SdkAccounts::environmentRegion,
              new AwsProfileRegionProvider());
      return Optional.ofNullable(chain.getRegion()).map(Region::id);
    } catch (SdkException none) {
      return Optional.empty();
    }
  }

  private static @Nullable Region environmentRegion() {
    String name = System.getenv("AWS_DEFAULT_REGION");
    return name == null || name.isEmpty() ? null : Region.of(name);
  }

  @Override
  public AwsAccount open(Location location) {
    var sdkClients = new SdkClients(location);
    try {
      String accountId =
          AwsCall.of("STS", () -> sdkClients.sts().getCallerIdentity(_ -> {}).account());
      return new SdkAccount(accountId, location.region(), sdkClients);
    } catch (RuntimeException refused) {
      sdkClients.close();
      throw refused;
    }
  }
}
