# A separate role for each function, with exactly the actions that it uses and access to its log.

resource "aws_iam_role" "function" {
  for_each = local.functions

  # IAM roles are global, and two Regions may have the same stage.
  name = "${local.name}-${var.region}-${each.key}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })

  depends_on = [terraform_data.stack]
}

resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name = "permissions"
  role = aws_iam_role.function[each.key].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [for statement in each.value.statements : { Effect = "Allow", Action = statement.actions, Resource = statement.resources }],
      [{
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${local.arn}:logs:${var.region}:${local.account}:log-group:/aws/lambda/${each.value.name}:*"]
      }],
    )
  })
}
