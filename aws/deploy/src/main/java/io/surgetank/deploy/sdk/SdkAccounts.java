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

/// Accounts by the credentials that AWS's own command would take.
public final class SdkAccounts implements AwsAccounts {
  @Override
  public Optional<String> usualRegion() {
    try {
      // Not the SDK's whole chain: that asks the network as well, and not $AWS_DEFAULT_REGION.
      var chain =
          new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(),
              SdkAccounts::defaultRegion,
              new AwsProfileRegionProvider());
      return Optional.ofNullable(chain.getRegion()).map(Region::id);
    } catch (SdkException none) {
      return Optional.empty();
    }
  }

  private static @Nullable Region defaultRegion() {
    String name = System.getenv("AWS_DEFAULT_REGION");
    return name == null || name.isEmpty() ? null : Region.of(name);
  }

  @Override
  public AwsAccount open(Where where) {
    var sdkClients = new SdkClients(where);
    try {
      String number =
          AwsCall.of("STS", () -> sdkClients.sts().getCallerIdentity(_ -> {}).account());
      return new SdkAccount(number, where.region(), sdkClients);
    } catch (RuntimeException refused) {
      sdkClients.close();
      throw refused;
    }
  }
}
