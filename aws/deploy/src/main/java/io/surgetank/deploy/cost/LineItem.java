package io.surgetank.deploy.cost;

/// What AWS counts.
public enum LineItem {
  API("HTTP API, requests"),
  CALLS("Lambda, requests"),
  COMPUTE("Lambda, arm64 GB-seconds"),
  MESSAGES("SQS, requests, the idle polls too"),
  ORDERED_MESSAGES("SQS, requests to FIFO queues"),
  WRITES("DynamoDB, write units"),
  READS("DynamoDB, read units"),
  STORAGE("DynamoDB, GB kept"),
  BACKUP("DynamoDB, GB of point-in-time recovery"),
  LOGS("CloudWatch Logs, GB taken in"),
  METRICS("CloudWatch, metrics of our own"),
  ALARMS("CloudWatch, alarms"),
  DASHBOARDS("CloudWatch, dashboards");

  private final String words;

  LineItem(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
