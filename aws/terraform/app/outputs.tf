output "api_endpoint" {
  description = "URL of the API. Append the path of a pipeline to submit to it."
  value       = aws_apigatewayv2_api.this.api_endpoint
}

output "domain_target" {
  description = "Target of the DNS record of your domain; null without `domain`."
  value       = one(aws_apigatewayv2_domain_name.this[*].domain_name_configuration[0].target_domain_name)
}

output "queue_urls" {
  description = "URLs of the queues by pipeline."
  value       = { for name, queue in aws_sqs_queue.pipeline : name => queue.url }
}

output "dead_letter_queue_urls" {
  description = "URLs of the dead-letter queues by pipeline."
  value       = { for name, queue in aws_sqs_queue.dead_letters : name => queue.url }
}

output "table_name" {
  description = "Name of the DynamoDB table."
  value       = aws_dynamodb_table.jobs.name
}

output "function_names" {
  description = "Names of the functions."
  value       = { for name, function in aws_lambda_function.this : name => function.function_name }
}

output "log_groups" {
  description = "Log groups of the functions and the API. `destroy` deletes them."
  value       = concat([for group in aws_cloudwatch_log_group.function : group.name], [aws_cloudwatch_log_group.api.name])
}

output "dashboard" {
  description = "Name of the CloudWatch dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

output "alarm_topic" {
  description = "ARN of the SNS topic of the alarms."
  value       = aws_sns_topic.alarms.arn
}
