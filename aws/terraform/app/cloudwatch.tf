# Log groups with a retention, a dashboard, and alarms. docs/aws/backend.md describes the metrics.

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${each.value.name}"
  retention_in_days = var.log_retention_days

  depends_on = [terraform_data.stack]
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/http-api/${local.name}"
  retention_in_days = var.log_retention_days

  depends_on = [terraform_data.stack]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = local.name
  dashboard_body = replace(jsonencode(local.stack.dashboard), "$${HttpApi}", aws_apigatewayv2_api.this.id)
}

resource "aws_sns_topic" "alarms" {
  name = "${local.name}-alarms"

  depends_on = [terraform_data.stack]
}

# Only alarms of this account may publish to the topic.
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

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.stack.alarms

  alarm_name          = each.key
  alarm_description   = each.value.alarm_description
  namespace           = each.value.namespace
  metric_name         = each.value.metric_name
  dimensions          = { for name, value in each.value.dimensions : name => replace(value, "$${HttpApi}", aws_apigatewayv2_api.this.id) }
  statistic           = each.value.statistic
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.is_age && var.oldest_message_minutes != null ? 60 * var.oldest_message_minutes : each.value.threshold
  period              = each.value.period
  evaluation_periods  = each.value.evaluation_periods
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  ok_actions          = [aws_sns_topic.alarms.arn]
}
