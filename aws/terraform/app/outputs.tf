output "api_endpoint" {
  description = "Where clients send to: this and a pipeline's path."
  value       = aws_apigatewayv2_api.this.api_endpoint
}

output "domain_target" {
  description = "What your domain's DNS record is to point to; null without `domain`."
  value       = one(aws_apigatewayv2_domain_name.this[*].domain_name_configuration[0].target_domain_name)
}

output "queue_urls" {
  description = "Each pipeline's queue."
  value       = { for name, queue in aws_sqs_queue.pipeline : name => queue.url }
}

output "dead_letter_queue_urls" {
  description = "Each pipeline's queue of what SQS gave up on."
  value       = { for name, queue in aws_sqs_queue.dead_letters : name => queue.url }
}

output "table_name" {
  description = "The table of jobs."
  value       = aws_dynamodb_table.jobs.name
}

output "function_names" {
  description = "The four functions."
  value       = { for name, function in aws_lambda_function.this : name => function.function_name }
}

output "log_groups" {
  description = "Where the functions and the API write their logs; `destroy` takes them along."
  value       = concat([for group in aws_cloudwatch_log_group.function : group.name], [aws_cloudwatch_log_group.api.name])
}

output "dashboard" {
  description = "The dashboard's name in CloudWatch."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

output "alarm_topic" {
  description = "The SNS topic that alarms are told to."
  value       = aws_sns_topic.alarms.arn
}
