# `surgetank package` computes all values that depend on the configuration and writes them to stack.json beside the zip.
# This file reads it and replaces its placeholders by the values of the variables.

locals {
  name    = "${var.application}-${var.stage}"
  account = data.aws_caller_identity.this.account_id
  arn     = "arn:${data.aws_partition.this.partition}"

  written      = file(var.stack)
  in_stage     = replace(replace(local.written, "$${Application}", var.application), "$${Stage}", var.stage)
  in_account   = replace(replace(local.in_stage, "$${AWS::Region}", var.region), "$${AWS::AccountId}", local.account)
  in_partition = replace(local.in_account, "$${AWS::Partition}", data.aws_partition.this.partition)
  stack        = jsondecode(local.in_partition)

  functions = local.stack.functions
  pipelines = local.stack.pipelines

  snap_start = var.snap_start == null ? contains(local.stack.regions.with_snap_start, var.region) : var.snap_start
}

# All resources depend on this: a stack that was not written with the zip, or an unsupported Region, is refused before
# anything is planned.
resource "terraform_data" "stack" {
  # Makes all resources depend on the validation of all variables. Always true.
  input = length([
    var.application, var.stage, var.region, var.stack, var.zip, var.operator_token_parameter, var.memory, var.runtime,
    var.reserved_concurrency, var.snap_start, var.throttle_rate, var.throttle_burst, var.cors_origins, var.jwt,
    var.domain, var.log_retention_days, var.deletion_protection, var.oldest_message_minutes, var.alarm_email, var.tags,
  ]) > 0

  lifecycle {
    precondition {
      condition     = local.stack.zip_sha256 == filesha256(var.zip)
      error_message = "${var.stack} was not written with ${var.zip}. `surgetank package` writes both."
    }

    precondition {
      condition     = !contains(local.stack.regions.without_http_apis, var.region)
      error_message = "region: ${var.region} does not support HTTP APIs."
    }

    precondition {
      condition = alltrue([
        for function, reserved in var.reserved_concurrency : reserved >= sum(concat([0], [
          for mapping in local.mappings : mapping.maximum_concurrency if mapping.function == function
        ]))
      ])
      error_message = "reserved_concurrency: lower than the maximum concurrency of the event source mappings of a function. Its messages would be throttled, and could become dead letters."
    }
  }
}
