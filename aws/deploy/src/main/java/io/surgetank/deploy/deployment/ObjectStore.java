package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.List;

/// What lies in a bucket, by key.
public interface ObjectStore {
  boolean has(String key);

  void put(String key, byte[] bytes);

  /// The keys that begin with this.
  List<String> keys(String prefix);

  void drop(List<String> keys);

  /// Where CloudFormation reads it.
  URI address(String key);
}
