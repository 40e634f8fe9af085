# Invokes the sweeper every minute: it sends the messages of stored jobs that were never sent.

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.stack.schedules

  name                = each.value.name
  schedule_expression = each.value.schedule_expression

  depends_on = [terraform_data.stack]
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = local.stack.schedules

  rule      = aws_cloudwatch_event_rule.this[each.key].name
  target_id = "${each.key}Schedule"
  arn       = aws_lambda_alias.live[each.key].arn
}

resource "aws_lambda_permission" "schedule" {
  for_each = local.stack.schedules

  statement_id  = "schedule"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.key].function_name
  qualifier     = aws_lambda_alias.live[each.key].name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.this[each.key].arn
}
