# The HTTP API. API Gateway answers paths without a route with 404, without invoking a function; the receiver answers
# every method of the others.

resource "aws_apigatewayv2_api" "this" {
  name          = local.stack.api.name
  protocol_type = "HTTP"

  dynamic "cors_configuration" {
    for_each = length(var.cors_origins) == 0 ? [] : [var.cors_origins]

    content {
      allow_origins  = cors_configuration.value
      allow_methods  = local.stack.api.cors.allow_methods
      allow_headers  = local.stack.api.cors.allow_headers
      expose_headers = local.stack.api.cors.expose_headers
      max_age        = local.stack.api.cors.max_age
    }
  }

  depends_on = [terraform_data.stack]
}

resource "aws_apigatewayv2_integration" "receiver" {
  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_alias.live["receiver"].arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  count = var.jwt == null ? 0 : 1

  api_id           = aws_apigatewayv2_api.this.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = var.jwt.issuer
    audience = var.jwt.audience
  }
}

# Only submissions and jobs require a client's token: operators' resources require the operator token, in the same
# header.
resource "aws_apigatewayv2_route" "this" {
  for_each = local.stack.api.routes

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.receiver.id}"
  authorization_type = each.value.is_submission && var.jwt != null ? "JWT" : "NONE"
  authorizer_id      = each.value.is_submission ? one(aws_apigatewayv2_authorizer.jwt[*].id) : null
}

resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit    = coalesce(var.throttle_rate, local.stack.api.throttling_rate_limit)
    throttling_burst_limit   = coalesce(var.throttle_burst, local.stack.api.throttling_burst_limit)
    detailed_metrics_enabled = false
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn
    format          = local.stack.api.access_log_format
  }
}

resource "aws_apigatewayv2_domain_name" "this" {
  count = var.domain == null ? 0 : 1

  domain_name = var.domain.name

  domain_name_configuration {
    certificate_arn = var.domain.certificate_arn
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "this" {
  count = var.domain == null ? 0 : 1

  api_id      = aws_apigatewayv2_api.this.id
  domain_name = aws_apigatewayv2_domain_name.this[0].id
  stage       = aws_apigatewayv2_stage.this.id
}
