package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.List;

/// The objects of a bucket, by key.
public interface ObjectStore {
  boolean exists(String key);

  void put(String key, byte[] bytes);

  /// The keys with this prefix.
  List<String> keys(String prefix);

  void delete(List<String> keys);

  /// The URL that CloudFormation reads it from.
  URI url(String key);
}
