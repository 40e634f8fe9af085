# The four functions of the zip (docs/aws/backend.md).

# A SecureString. Its value is in the state and in the receiver's environment only.
data "aws_ssm_parameter" "operator_token" {
  name            = var.operator_token_parameter
  with_decryption = true
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name                  = each.value.name
  handler                        = each.value.handler
  runtime                        = var.runtime
  architectures                  = ["arm64"]
  filename                       = var.zip
  source_code_hash               = filebase64sha256(var.zip)
  role                           = aws_iam_role.function[each.key].arn
  memory_size                    = coalesce(var.memory, each.value.memory_size)
  timeout                        = each.value.timeout
  reserved_concurrent_executions = try(var.reserved_concurrency[each.key], -1)
  publish                        = true

  environment {
    variables = {
      for name, value in each.value.environment : name => value == "(secret)" ? data.aws_ssm_parameter.operator_token.value : value
    }
  }

  dynamic "snap_start" {
    for_each = local.snap_start ? ["PublishedVersions"] : []

    content {
      apply_on = snap_start.value
    }
  }

  # A log group that Lambda creates has no retention and is not removed by `destroy`.
  depends_on = [aws_cloudwatch_log_group.function, aws_iam_role_policy.function]
}

# Callers invoke the published version: SnapStart applies to published versions only.
resource "aws_lambda_alias" "live" {
  for_each = local.functions

  name             = "live"
  function_name    = aws_lambda_function.this[each.key].function_name
  function_version = aws_lambda_function.this[each.key].version
}

locals {
  mappings = flatten([
    for pipeline in local.pipelines : [pipeline.queue.event_source_mapping, pipeline.dead_letter_queue.event_source_mapping]
  ])
}

resource "aws_lambda_event_source_mapping" "pipeline" {
  for_each = local.pipelines

  event_source_arn = aws_sqs_queue.pipeline[each.key].arn
  function_name    = aws_lambda_alias.live[each.value.queue.event_source_mapping.function].arn
  batch_size       = each.value.queue.event_source_mapping.batch_size
  # Not allowed for a FIFO queue.
  maximum_batching_window_in_seconds = each.value.queue.fifo_queue ? null : each.value.queue.event_source_mapping.maximum_batching_window_in_seconds
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = each.value.queue.event_source_mapping.maximum_concurrency
  }
}

resource "aws_lambda_event_source_mapping" "dead_letters" {
  for_each = local.pipelines

  event_source_arn                   = aws_sqs_queue.dead_letters[each.key].arn
  function_name                      = aws_lambda_alias.live[each.value.dead_letter_queue.event_source_mapping.function].arn
  batch_size                         = each.value.dead_letter_queue.event_source_mapping.batch_size
  maximum_batching_window_in_seconds = each.value.queue.fifo_queue ? null : each.value.dead_letter_queue.event_source_mapping.maximum_batching_window_in_seconds
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = each.value.dead_letter_queue.event_source_mapping.maximum_concurrency
  }
}

resource "aws_lambda_permission" "api" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this["receiver"].function_name
  qualifier     = aws_lambda_alias.live["receiver"].name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*"
}
