# What the descriptor and the variables ask for that AWS would refuse, or that would lose messages there:
# all of it at once, and nothing is planned then: whatever stands on its own waits for this.

locals {
  sizes = { B = 1, KB = 1024, MB = 1048576 }
  # An item of DynamoDB holds 400 KB; the rest is names, numbers and keys around the payload.
  payload_bytes = 392 * 1024
  # Each attempt's failure has up to 2,000 characters, the result up to 65,536, of 3 bytes each.
  most_attempts = floor((local.payload_bytes - 3 * 65536) / (3 * 2000 + 200))

  built_in   = "${path.module}/../../../core/src/main/resources/io/surgetank/core/configuration/default/surgetank.yaml"
  packed     = "${var.zip}.json"
  descriptor = filesha256(var.descriptor)

  faults = concat(
    contains(local.without_http_apis, var.region) ? ["region ${var.region}: it has no HTTP APIs"] : [],
    # The functions run what is in the zip; queues, timeouts and paths here are those of the file.
    var.descriptor_in_zip != "" || !fileexists(local.built_in) ? [] : filesha256(local.built_in) == local.descriptor ? [] : [
      "descriptor ${var.descriptor}: without descriptor_in_zip the functions run the built-in pipelines; make the zip with `surgetank package --config`, and name the descriptor in it"
    ],
    var.descriptor_in_zip == "" || fileexists(local.packed) ? [] : [
      "zip ${var.zip}: there is no ${local.packed}, which `surgetank package` writes beside the zip; without it nobody knows which descriptor the zip holds"
    ],
    var.descriptor_in_zip == "" || !fileexists(local.packed) ? [] : jsondecode(file(local.packed)).zip_sha256 == filesha256(var.zip) ? [] : [
      "zip ${var.zip}: ${local.packed} is of another zip; make both again with `surgetank package --config`"
    ],
    var.descriptor_in_zip == "" || !fileexists(local.packed) ? [] : jsondecode(file(local.packed)).descriptor_sha256 == local.descriptor ? [] : [
      "zip ${var.zip}: it holds another descriptor than ${var.descriptor}; make it again with `surgetank package --config`"
    ],
    [
      for name, told in local.told : "pipeline ${name}: concurrency ${told.concurrency} is too low; an event source mapping runs 2 to 1,000 calls at once"
      if told.concurrency < 2
    ],
    [
      for name, told in local.told : "pipeline ${name}: timeout ${told.timeout} is over 885 s; a function runs for 900 s, and needs 15 s to settle"
      if local.millis[told.timeout] > 885 * local.second
    ],
    [
      for name, told in local.told : "pipeline ${name}: rate ${told.rate} is too slow: a call waits ${local.gaps[name] * local.batches[name] / local.second} s for it, and with its timeout of ${told.timeout} is over 885 s"
      if local.millis[told.timeout] <= 885 * local.second && local.longest_calls[name] > 885 * local.second
    ],
    [
      for name, told in local.told : "pipeline ${name}: timeout ${told.timeout} is over its lease of ${told.lease}; every slow attempt would be made twice"
      if local.millis[told.timeout] > local.leases[name]
    ],
    [
      for name, told in local.told : "pipeline ${name}: maxBody ${told.max_body} is over ${local.payload_bytes} B; an item of DynamoDB holds 400 KB"
      if tonumber(regex("^[0-9]+", told.max_body)) * local.sizes[regex("[A-Z]+$", told.max_body)] > local.payload_bytes
    ],
    [
      for name, told in local.told : "pipeline ${name}: the evidence of more than ${local.most_attempts} attempts may not fit; an item of DynamoDB holds 400 KB"
      if told.attempts > local.most_attempts
    ],
    [
      for name, days in local.ways : "pipeline ${name}: its retries may take ${days} days; SQS keeps a message for 14 days at most, and a job without a message is not worked"
      if days > 13
    ],
    [
      for name, pipeline in local.pipelines : "pipeline ${name}: '${pipeline.dead_letters}' is too long; a queue's name has at most 80 characters"
      if length(pipeline.dead_letters) > 80
    ],
    [
      for function in keys(local.functions) : "name: '${local.role}-${function}' is too long; a role's name has at most 64 characters"
      if length("${local.role}-${function}") > 64
    ],
    [
      for name, pipeline in local.pipelines : "pipeline ${name}: '${pipeline.dead_letters}' is pipeline ${name}-dlq's queue too; a queue's name is there once"
      if try(local.pipelines["${name}-dlq"].queue == pipeline.dead_letters, false)
    ],
    [
      for function, policy in local.policies : "function ${function}: a policy of ${length(policy)}; the policies in a role have at most 10,240 characters"
      if length(policy) > 10240
    ],
    length(local.submissions) + length(local.system) <= 300 ? [] : [
      "api: ${length(local.submissions) + length(local.system)} routes; an HTTP API has at most 300",
    ],
    [
      for function, calls in {
        worker        = sum([for pipeline in local.pipelines : pipeline.calls])
        "dead-letter" = 2 * length(local.pipelines)
      } : "function ${function}: ${calls} calls of its mappings over ${var.reserved_concurrency[function]} reserved; the rest would be throttled, and end as dead letters"
      if calls > try(var.reserved_concurrency[function], calls)
    ],
  )
}

resource "terraform_data" "faults" {
  # Every variable, so that one that is refused keeps everything from being planned. Always true.
  input = length([
    var.application, var.stage, var.region, var.descriptor, var.descriptor_in_zip, var.zip,
    var.operator_token_parameter, var.memory, var.runtime, var.reserved_concurrency, var.snap_start, var.throttle_rate,
    var.throttle_burst, var.cors_origins, var.jwt, var.domain, var.log_retention_days,
    var.deletion_protection, var.oldest_message_minutes, var.alarm_email, var.tags,
  ]) > 0

  lifecycle {
    precondition {
      condition     = length(local.faults) == 0
      error_message = join("\n", local.faults)
    }
  }
}
