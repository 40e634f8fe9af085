# Logs with an end, a dashboard, and alarms. The metrics are those of docs/aws-adapters.md.

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${local.name}-${each.key}"
  retention_in_days = var.log_retention_days

  depends_on = [terraform_data.faults]
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/http-api/${local.name}"
  retention_in_days = var.log_retention_days

  depends_on = [terraform_data.faults]
}

locals {
  names      = keys(local.pipelines)
  queues     = { for name, pipeline in local.pipelines : name => pipeline.queue }
  dead_names = { for name, pipeline in local.pipelines : name => pipeline.dead_letters }
  callable   = [for function in keys(local.functions) : "${local.name}-${function}"]

  # Lines of the dashboard's graphs: a metric for each queue, pipeline or function.
  depth     = [for name, queue in local.queues : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue, { label = name }]]
  in_flight = [for name, queue in local.queues : ["AWS/SQS", "ApproximateNumberOfMessagesNotVisible", "QueueName", queue, { label = name }]]
  age       = [for name, queue in local.queues : ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue, { label = name }]]
  dead      = [for name, queue in local.dead_names : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue, { label = name }]]
  groups    = [for name, pipeline in local.pipelines : ["AWS/SQS", "ApproximateNumberOfGroupsWithInflightMessages", "QueueName", pipeline.queue, { label = name }] if pipeline.ordered]
  of_jobs = {
    for metric in ["Received", "Accepted", "Rejected", "Processed", "Retried", "Died", "QueueDelay", "ProcessingTime", "JobTime", "Waiting", "DeadLetters", "Swept"] :
    metric => [for name in local.names : ["Surgetank", metric, "Stage", var.stage, "Pipeline", name, { label = "${name} ${metric}" }]]
  }
  of_functions = {
    for metric in ["Errors", "Throttles", "Duration", "ConcurrentExecutions"] :
    metric => [for function in local.callable : ["AWS/Lambda", metric, "FunctionName", function]]
  }
  of_api = {
    for metric in ["Count", "4xx", "5xx", "Latency"] :
    metric => ["AWS/ApiGateway", metric, "ApiId", aws_apigatewayv2_api.this.id]
  }

  graphs = concat([
    { title = "Queue depth", stat = "Maximum", metrics = local.depth },
    { title = "Age of the oldest message (s)", stat = "Maximum", metrics = local.age },
    { title = "In flight", stat = "Maximum", metrics = local.in_flight },
    { title = "Received and accepted", stat = "Sum", metrics = concat(local.of_jobs.Received, local.of_jobs.Accepted) },
    { title = "Rejected", stat = "Sum", metrics = local.of_jobs.Rejected },
    { title = "Processed", stat = "Sum", metrics = local.of_jobs.Processed },
    { title = "Retried and died", stat = "Sum", metrics = concat(local.of_jobs.Retried, local.of_jobs.Died) },
    { title = "Accepted until processed, p99 (ms)", stat = "p99", metrics = local.of_jobs.JobTime },
    { title = "Sent until received, p99 (ms)", stat = "p99", metrics = local.of_jobs.QueueDelay },
    { title = "Processing, p99 (ms)", stat = "p99", metrics = local.of_jobs.ProcessingTime },
    { title = "Jobs waiting", stat = "Maximum", metrics = local.of_jobs.Waiting },
    { title = "Dead letters recorded", stat = "Maximum", metrics = local.of_jobs.DeadLetters },
    { title = "Dead-letter queues", stat = "Maximum", metrics = local.dead },
    { title = "Function errors", stat = "Sum", metrics = local.of_functions.Errors },
    { title = "Function throttles", stat = "Sum", metrics = local.of_functions.Throttles },
    { title = "Function time, p99 (ms)", stat = "p99", metrics = local.of_functions.Duration },
    { title = "Functions at once", stat = "Maximum", metrics = local.of_functions.ConcurrentExecutions },
    { title = "API requests", stat = "Sum", metrics = [local.of_api.Count, local.of_api["4xx"], local.of_api["5xx"]] },
    { title = "API latency, p99 (ms)", stat = "p99", metrics = [local.of_api.Latency] },
    { title = "Sent by the sweeper", stat = "Sum", metrics = local.of_jobs.Swept },
    ], [
    # Few, and a deep queue: it is a few keys' jobs that wait for each other.
    for groups in [local.groups] : { title = "Keys being worked", stat = "Maximum", metrics = groups } if length(groups) > 0
  ])
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = local.name
  dashboard_body = jsonencode({
    widgets = [
      for index, graph in local.graphs : {
        type   = "metric"
        x      = 8 * (index % 3)
        y      = 6 * floor(index / 3)
        width  = 8
        height = 6
        properties = {
          title   = graph.title
          region  = local.region
          view    = "timeSeries"
          period  = 60
          stat    = graph.stat
          metrics = graph.metrics
        }
      }
    ]
  })
}

resource "aws_sns_topic" "alarms" {
  name = "${local.name}-alarms"

  depends_on = [terraform_data.faults]
}

# Only this account's alarms may speak here.
resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.alarms.arn
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_sns_topic_subscription" "alarms" {
  count = var.alarm_email == "" ? 0 : 1

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

locals {
  alarms = merge(
    {
      for name, queue in local.dead_names : "${queue}-not-empty" => {
        why = "SQS gave up on a message of ${name}, and it is not recorded yet."
        of  = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", by = { QueueName = queue }
        is  = { stat = "Maximum", over = 0, minutes = 1, times = 1 }
      }
    },
    {
      for name, queue in local.queues : "${queue}-too-old" => {
        why = "The oldest job of ${name} has waited too long."
        of  = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", by = { QueueName = queue }
        is  = { stat = "Maximum", over = 60 * var.oldest_message_minutes, minutes = 1, times = 3 }
      }
    },
    {
      # Messages that were received often leave the age above; the dead letters tell of them.
      for name in local.names : "${local.name}-${name}-died" => {
        why = "A job of ${name} became a dead letter."
        of  = "Surgetank", metric = "Died", by = { Stage = var.stage, Pipeline = name }
        is  = { stat = "Sum", over = 0, minutes = 5, times = 1 }
      }
    },
    {
      for name in local.names : "${local.name}-${name}-swept" => {
        why = "The sweeper found jobs of ${name} whose message was never sent."
        of  = "Surgetank", metric = "Swept", by = { Stage = var.stage, Pipeline = name }
        is  = { stat = "Sum", over = 0, minutes = 5, times = 1 }
      }
    },
    {
      for function in local.callable : "${function}-throttled" => {
        why = "Calls of ${function} were refused: too many at once."
        of  = "AWS/Lambda", metric = "Throttles", by = { FunctionName = function }
        is  = { stat = "Sum", over = 0, minutes = 1, times = 3 }
      }
    },
    {
      for function in local.callable : "${function}-errors" => {
        why = "Calls of ${function} failed."
        of  = "AWS/Lambda", metric = "Errors", by = { FunctionName = function }
        is  = { stat = "Sum", over = 0, minutes = 1, times = 3 }
      }
    },
    {
      "${local.name}-api-5xx" = {
        why = "The API answered 5xx."
        of  = "AWS/ApiGateway", metric = "5xx", by = { ApiId = aws_apigatewayv2_api.this.id }
        is  = { stat = "Sum", over = 0, minutes = 1, times = 2 }
      }
    },
  )
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = each.key
  alarm_description   = each.value.why
  namespace           = each.value.of
  metric_name         = each.value.metric
  dimensions          = each.value.by
  statistic           = each.value.is.stat
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.is.over
  period              = 60 * each.value.is.minutes
  evaluation_periods  = each.value.is.times
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
