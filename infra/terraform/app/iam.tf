# Each function has a role of its own, with what it calls and nothing else. A transaction of DynamoDB
# needs the rights of its parts and none of its own.

locals {
  # Roles belong to no region: two regions may have the same stage.
  role = "${local.name}-${local.region}"

  lines  = "${local.table_arn}/index/lines"
  outbox = "${local.table_arn}/index/outbox"

  rights = {
    # Stores, counts, sends, lists, and is the operators' hand: a purge deletes, an audit scans.
    receiver = [
      { on = [local.table_arn], may = ["dynamodb:BatchGetItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:Scan", "dynamodb:UpdateItem"] },
      { on = [local.lines], may = ["dynamodb:Query"] },
      { on = local.queue_arns, may = ["sqs:GetQueueAttributes", "sqs:SendMessage"] },
    ]
    # The mapping polls and deletes in the function's name.
    worker = [
      { on = [local.table_arn], may = ["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] },
      { on = local.queue_arns, may = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"] },
    ]
    "dead-letter" = [
      { on = [local.table_arn], may = ["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] },
      { on = local.dead_arns, may = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"] },
    ]
    # Sends what was not sent, and reminds of what has waited longer than the queue keeps a message.
    sweeper = [
      { on = [local.table_arn], may = ["dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"] },
      { on = [local.lines, local.outbox], may = ["dynamodb:Query"] },
      { on = local.queue_arns, may = ["sqs:GetQueueAttributes", "sqs:SendMessage"] },
    ]
  }
}

locals {
  policies = {
    for function, rights in local.rights : function => jsonencode({
      Version = "2012-10-17"
      Statement = concat(
        [for right in rights : { Effect = "Allow", Action = right.may, Resource = right.on }],
        [{
          Effect   = "Allow"
          Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
          Resource = ["${local.arn}:logs:${local.place}:log-group:/aws/lambda/${local.name}-${function}:*"]
        }],
      )
    })
  }
}

resource "aws_iam_role" "function" {
  for_each = local.functions

  name = "${local.role}-${each.key}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  depends_on = [terraform_data.faults]
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name   = "rights"
  role   = aws_iam_role.function[each.key].name
  policy = local.policies[each.key]
}

# What the schedule calls the sweeper as.
resource "aws_iam_role" "schedule" {
  name = "${local.role}-schedule"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })

  depends_on = [terraform_data.faults]
}

resource "aws_iam_role_policy" "schedule" {
  name = "rights"
  role = aws_iam_role.schedule.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [aws_lambda_alias.live["sweeper"].arn]
    }]
  })
}
