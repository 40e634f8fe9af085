package io.surgetank.deploy.stack;

/// Limits and rules of AWS, each with the page that documents it.
public enum AwsLimit {
  MAPPING_CONCURRENCY(
      "an event source mapping allows a maximum concurrency of 2 to 1,000",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"),
  MAPPING_BATCH(
      "batches of more than 10 require a batch window of 1 s or more; the maximum is 10,000",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html"),
  MAPPING_WINDOW(
      "a batch window is 0 to 300 s",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html"),
  FIFO_BATCH(
      "event source mappings of FIFO queues allow no batch window and at most 10 messages",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html"),
  RESERVED(
      "concurrent invocations beyond the reserved concurrency of a function are throttled",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html"),
  VISIBILITY(
      "the visibility timeout must be six times the function timeout plus the batch window, or a"
          + " throttled batch is received twice; the maximum is 12 h",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"),
  FUNCTION_TIMEOUT(
      "a function timeout is 1 to 900 s",
      "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"),
  FUNCTION_MEMORY(
      "a function has 128 to 10,240 MB",
      "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"),
  GATEWAY_TIMEOUT(
      "an HTTP API waits for a function for 30 s at most; the function would continue in vain",
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"),
  GATEWAY_ROUTES(
      "an HTTP API has at most 300 routes",
      "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"),
  RETENTION(
      "SQS keeps messages for 60 s to 14 days, and a job without a message is not processed",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html"),
  DEAD_RETENTION(
      "a message keeps its age in the dead-letter queue, which must keep messages for longer",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"),
  DEAD_KIND(
      "a dead-letter queue must exist and have the type of its source queue",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"),
  RECEIVES(
      "with fewer than 5 receives, throttling alone moves messages to the dead-letter queue; the"
          + " maximum is 1,000",
      "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"),
  MESSAGE_SIZE(
      "the maximum message size of a queue is 1,024 to 1,048,576 bytes",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html"),
  ITEM_SIZE(
      "a DynamoDB item has at most 400 KB",
      "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html"),
  QUEUE_NAME(
      "the name of a queue has at most 80 characters and is unique",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html"),
  FUNCTION_NAME(
      "the name of a function has at most 64 characters",
      "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"),
  POLICY_SIZE(
      "the policies of a role have at most 10,240 characters; use fewer pipelines, or shorter"
          + " names",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"),
  HTTP_APIS(
      "a deployment requires HTTP APIs of API Gateway",
      "https://docs.aws.amazon.com/general/latest/gr/apigateway.html"),
  TEMPLATE_RESOURCES(
      "a CloudFormation template has at most 500 resources",
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"),
  REGION(
      "a deployment requires a public region of AWS",
      "https://docs.aws.amazon.com/general/latest/gr/lambda-service.html"),
  STAGE(
      "use 1-20 of a-z and 0-9, beginning with a letter; the functions find the name of a pipeline"
          + " after it",
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

  public String page() {
    return page;
  }
}
