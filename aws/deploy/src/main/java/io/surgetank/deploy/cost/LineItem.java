package io.surgetank.deploy.cost;

/// What AWS bills.
public enum LineItem {
  API("HTTP API, requests"),
  CALLS("Lambda, requests"),
  COMPUTE("Lambda, arm64 GB-seconds"),
  MESSAGES("SQS, requests, including idle polls"),
  ORDERED_MESSAGES("SQS, requests to FIFO queues"),
  WRITES("DynamoDB, write units"),
  READS("DynamoDB, read units"),
  STORAGE("DynamoDB, GB stored"),
  BACKUP("DynamoDB, GB of point-in-time recovery"),
  LOGS("CloudWatch Logs, GB ingested"),
  METRICS("CloudWatch, custom metrics"),
  ALARMS("CloudWatch, alarms"),
  DASHBOARDS("CloudWatch, dashboards");

  private final String label;

  LineItem(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
