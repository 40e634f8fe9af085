package io.surgetank.deploy.deployment;

/// A queue, and how many messages are in it, as SQS counts them: about.
///
/// @param inFlight with a worker at this moment
/// @param delayed not yet due
public record QueueDepth(String queue, String url, long visible, long inFlight, long delayed) {
  public long total() {
    return visible + inFlight + delayed;
  }
}
