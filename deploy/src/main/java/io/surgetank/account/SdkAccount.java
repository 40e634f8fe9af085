package io.surgetank.account;

import io.surgetank.release.Account;
import io.surgetank.release.Bucket;
import io.surgetank.release.Formation;
import io.surgetank.release.Sight;

record SdkAccount(String number, String region, Clients clients) implements Account {
  @Override
  public Formation formation() {
    return new SdkFormation(clients.formation());
  }

  @Override
  public Bucket bucket(String name) {
    return new S3Bucket(clients, name, number);
  }

  @Override
  public Sight sight(String stack) {
    return new SdkSight(clients, stack);
  }

  @Override
  public void close() {
    clients.close();
  }
}
