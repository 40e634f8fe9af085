# Every minute: sends what a receiver stored and never sent.

resource "aws_scheduler_schedule" "sweeper" {
  name                = "${local.name}-sweeper"
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_alias.live["sweeper"].arn
    role_arn = aws_iam_role.schedule.arn

    # The next minute comes by itself.
    retry_policy {
      maximum_event_age_in_seconds = 60
      maximum_retry_attempts       = 0
    }
  }
}
