package io.surgetank.deploy.stack;

/// What AWS holds everyone to, with the page that says so.
public enum AwsLimit {
  MAPPING_CONCURRENCY(
      "an event source mapping runs 2 to 1,000 calls at once",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"),
  MAPPING_BATCH(
      "a batch of over 10 needs a window of 1 s or more, and 10,000 is the most",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html"),
  MAPPING_WINDOW(
      "a window is 0 to 300 s",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html"),
  FIFO_BATCH(
      "a FIFO queue's mapping takes no window, and at most 10 messages",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html"),
  RESERVED(
      "what a function's mappings may run at once is throttled beyond its reserved concurrency",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"),
  VISIBILITY(
      "a message is hidden for six times the function's timeout plus the window, or a throttled"
          + " batch is handed out twice, and never for over 12 h",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"),
  FUNCTION_TIMEOUT(
      "a function runs for 1 to 900 s",
      "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"),
  FUNCTION_MEMORY(
      "a function has 128 to 10,240 MB",
      "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"),
  GATEWAY_TIMEOUT(
      "an HTTP API gives up on a function after 30 s, and the function works on for nobody",
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"),
  GATEWAY_ROUTES(
      "an HTTP API has at most 300 routes",
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"),
  RETENTION(
      "SQS keeps a message for 60 s to 14 days, and a job without a message is not worked",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html"),
  DEAD_RETENTION(
      "a message keeps its age on its way to the dead-letter queue, which must keep it for longer",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"),
  DEAD_KIND(
      "a dead-letter queue is there and of its source's kind",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"),
  RECEIVES(
      "under 5 receives, throttling alone moves healthy messages to the dead-letter queue; 1,000 is"
          + " the most",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"),
  MESSAGE_SIZE(
      "a queue's largest message is 1,024 to 1,048,576 bytes",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html"),
  ITEM_SIZE(
      "an item of DynamoDB holds 400 KB",
      "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html"),
  QUEUE_NAME(
      "a queue's name has at most 80 characters and is there once",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html"),
  FUNCTION_NAME(
      "a function's name has at most 64 characters",
      "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"),
  POLICY_SIZE(
      "the policies in a role have at most 10,240 characters; fewer pipelines, or shorter names",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
  HTTP_APIS(
      "a deployment needs a region with API Gateway's HTTP APIs",
      "https://docs.aws.amazon.com/general/latest/gr/apigateway.html"),
  TEMPLATE_RESOURCES(
      "CloudFormation takes 500 resources in one template",
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"),
  REGION(
      "a deployment stands in one of AWS's public regions",
      "https://docs.aws.amazon.com/general/latest/gr/lambda-service.html"),
  STAGE(
      "a name is 1 to 20 of a-z and 0-9, beginning with a letter; the worker tells queues apart by"
          + " what comes after it",
      "docs/aws/backend.md");

  private final String reason;
  private final String page;

  AwsLimit(String reason, String page) {
    this.reason = reason;
    this.page = page;
  }

  public String reason() {
    return reason;
  }

  /// Where it is written.
  public String page() {
    return page;
  }
}
