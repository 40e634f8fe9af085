package io.surgetank.deploy.deployment;

/// A queue and its messages. The counts of SQS are approximate.
///
/// @param inFlight received by a worker
/// @param delayed not yet due
public record QueueDepth(String name, String url, long visible, long inFlight, long delayed) {
  public long total() {
    return visible + inFlight + delayed;
  }
}
