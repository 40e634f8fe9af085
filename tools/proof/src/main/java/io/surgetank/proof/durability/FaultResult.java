package io.surgetank.proof.durability;

import java.util.List;

/// What happened while a call to the disk was to fail.
///
/// @param faultOccurred whether the fault occurred: the store may make fewer calls
record FaultResult(boolean faultOccurred, List<String> violations) {
  FaultResult {
    violations = List.copyOf(violations);
  }
}
