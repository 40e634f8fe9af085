package io.surgetank.deploy.infra.account;

import java.util.Map;

/// A resource with its values worked out: as it stands, or as it is to stand.
///
/// @param deletion what its DeletionPolicy says; empty for Delete
/// @param replacement the same of its UpdateReplacePolicy
record Made(
    String id,
    Kind kind,
    String physical,
    Map<String, Object> properties,
    String deletion,
    String replacement) {
  Made {
    properties = Map.copyOf(properties);
  }
}
