package io.surgetank.local.eventsource;

/// `arn:aws:sqs:eu-central-1:000000000000:orders`
public record QueueArn(String region, String account, String name) {
  @Override
  public String toString() {
    return "arn:aws:sqs:" + region + ":" + account + ":" + name;
  }
}
