# What follows from the configuration is computed once, by `surgetank package`, and written to stack.json beside the
# zip. Here it is read; what is chosen at deployment takes the place of its placeholders.

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

# Everything waits for this: a zip and a stack that do not belong together, or a region that cannot be, are refused
# before anything is planned.
resource "terraform_data" "stack" {
  # A variable that is refused keeps everything from being planned, too. Always true.
  input = length([
    var.application, var.stage, var.region, var.stack, var.zip, var.operator_token_parameter, var.memory, var.runtime,
    var.reserved_concurrency, var.snap_start, var.throttle_rate, var.throttle_burst, var.cors_origins, var.jwt,
    var.domain, var.log_retention_days, var.deletion_protection, var.oldest_message_minutes, var.alarm_email, var.tags,
  ]) > 0

  lifecycle {
    precondition {
      condition     = local.stack.zip_sha256 == filesha256(var.zip)
      error_message = "${var.stack} is of another zip than ${var.zip}. `surgetank package` writes both."
    }

    precondition {
      condition     = !contains(local.stack.regions.without_http_apis, var.region)
      error_message = "The region ${var.region} has no HTTP APIs."
    }

    precondition {
      condition = alltrue([
        for function, reserved in var.reserved_concurrency : reserved >= sum(concat([0], [
          for mapping in local.mappings : mapping.maximum_concurrency if mapping.function == function
        ]))
      ])
      error_message = "A function has fewer reserved executions than its event source mappings call at once; the rest would be throttled, and end as dead letters."
    }
  }
}
