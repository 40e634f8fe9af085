# Values that must agree are computed here from the descriptor, and typed nowhere else. The Java module
# `deploy` computes the same; a test holds the two together.

locals {
  name   = "${var.application}-${var.stage}"
  given  = yamldecode(file(var.descriptor)).pipelines
  region = var.region

  # What the descriptor says of each pipeline, defaults filled in (docs/descriptor.md).
  told = {
    for name, pipeline in local.given : name => {
      path        = pipeline.intake.path
      timeout     = try(pipeline.work.timeout, "30s")
      lease       = try(pipeline.work.lease, "")
      batch       = try(pipeline.work.batch, 10)
      concurrency = try(pipeline.work.concurrency, 8)
      rate        = try(pipeline.work.rate, "")
      max_body    = try(tostring(pipeline.intake.maxBody), "256KB")
      policy      = try(pipeline.retry.policy, "exponential")
      base        = try(pipeline.retry.base, "")
      cap         = try(pipeline.retry.cap, "")
      attempts    = try(pipeline.retry.attempts, 5)
      ordered     = can(pipeline.work.orderingKey)
    }
  }

  # Every duration in the descriptor in milliseconds: 500ms, 10s, 5m, 12h, 14d, or ISO-8601.
  second = 1000
  hour   = 3600 * local.second
  day    = 24 * local.hour
  units  = { ms = 1, s = local.second, m = 60 * local.second, h = local.hour, d = local.day }
  texts  = toset(flatten([for told in local.told : [told.timeout, told.lease, told.base, told.cap]]))
  isos = {
    for text in local.texts : text => [
      for part in regex("^P(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.]+)S)?)?$", text) : tonumber(coalesce(part, "0"))
    ] if startswith(text, "P")
  }
  millis = {
    for text in local.texts : text => startswith(text, "P") ? (
      local.isos[text][0] * local.day + local.isos[text][1] * local.hour + local.isos[text][2] * 60 * local.second + local.isos[text][3] * local.second
    ) : tonumber(regex("^[0-9]+", text)) * local.units[regex("[a-z]+$", text)] if text != ""
  }

  # So many attempts in so many milliseconds.
  permits = { for name, told in local.told : name => told.rate == "" ? 0 : tonumber(regex("^[0-9]+", told.rate)) }
  pers = {
    for name, told in local.told : name => told.rate == "" ? 1 : (
      tonumber(coalesce(regex("/ ?([0-9]*)", told.rate)[0], "1")) * local.units[regex("/ ?[0-9]*([a-z]+)", told.rate)[0]]
    )
  }
  # A larger batch needs a window, in which Lambda may let a lone message wait for 20 s. In order, what comes
  # with a message that is to be tried again would be received again with it, as often. With a rate, a call
  # waits for its pace, for 10 s in all where it can.
  batches = {
    for name, told in local.told : name => max(1, min(
      told.ordered ? 1 : told.batch, floor(told.concurrency / 2), 10,
      told.rate == "" ? 10 : floor(local.permits[name] * 10000 / (local.pers[name] * 2)),
    ))
  }
  # Together they keep to the pipeline's concurrency and rate.
  calls = {
    for name, told in local.told : name => min(1000, max(2, min(
      floor(told.concurrency / local.batches[name]),
      told.rate == "" ? 1000 : floor(local.permits[name] * 10000 / (local.pers[name] * local.batches[name])),
    )))
  }
  gaps = {
    for name, told in local.told : name => told.rate == "" ? 0 : ceil(local.calls[name] * local.pers[name] / local.permits[name])
  }
  longest_calls = { for name, told in local.told : name => local.millis[told.timeout] + local.gaps[name] * local.batches[name] }
  # The worker serves every pipeline: it lasts as long as the longest call, and 15 s to settle.
  worker_timeout = min(ceil(max(values(local.longest_calls)...) / local.second) + 15, 900)
  visibility     = 6 * local.worker_timeout

  # What a retry waits at the longest, in milliseconds.
  leases = {
    for name, told in local.told : name =>
    told.lease != "" ? local.millis[told.lease] : min(6 * local.millis[told.timeout], 12 * local.hour)
  }
  bases = {
    for name, told in local.told : name =>
    told.base != "" ? local.millis[told.base] : told.policy == "linear" ? local.leases[name] : 5 * local.second
  }
  caps = {
    for name, told in local.told : name =>
    told.cap != "" ? local.millis[told.cap] : told.policy == "exponential" ? max(local.bases[name], 900 * local.second) : 12 * local.hour
  }
  waits = {
    for name, told in local.told : name => sum(concat([0], [
      for attempt in range(1, told.attempts) :
      told.policy == "fixed" ? local.bases[name] :
      told.policy == "linear" ? min(local.bases[name] * attempt, local.caps[name]) :
      min(local.bases[name] * pow(2, min(attempt - 1, 20)), local.caps[name])
    ]))
  }

  # A message outlives its job's longest way, by a day, and in order those of the jobs before it; SQS keeps
  # nothing for more than 14.
  ways = {
    for name, told in local.told : name =>
    floor((told.attempts * local.visibility * local.second + local.waits[name]) / local.day) + 1
  }

  pipelines = {
    for name, told in local.told : name => {
      ordered      = told.ordered
      queue        = "${local.name}-${name}${told.ordered ? ".fifo" : ""}"
      dead_letters = "${local.name}-${name}-dlq${told.ordered ? ".fifo" : ""}"
      path         = told.path
      batch        = local.batches[name]
      calls        = local.calls[name]
      retention    = (told.ordered ? 13 : min(max(local.ways[name], 7), 13)) * 86400
      # A throttled or an early message is a receive and no attempt.
      receives = min(10 + 5 * told.attempts, 1000)
    }
  }

  # SQS keeps nothing longer. A message keeps its age on its way here, so it must be over every
  # queue's retention.
  dead_retention = 14 * 86400
  # SQS's smallest bound. A message names a job in under 60 bytes.
  message_bytes = 1024

  functions = {
    # The gateway waits for 30 s: the function ends before the one who asked has gone.
    receiver      = { handler = "ReceiverFunction", timeout = 29 }
    worker        = { handler = "WorkerFunction", timeout = local.worker_timeout }
    "dead-letter" = { handler = "DeadLetterFunction", timeout = 30 }
    sweeper       = { handler = "SweeperFunction", timeout = 60 }
  }

  paths = distinct([for pipeline in local.pipelines : pipeline.path])
  # A client's own id may hold slashes.
  submissions = flatten([for path in local.paths : ["ANY ${path}", "ANY ${path}/{id+}"]])
  system      = ["ANY /", "ANY /health/{check+}", "ANY /metrics", "ANY /openapi.json", "ANY /ops/v1/{operation+}"]

  account      = data.aws_caller_identity.this.account_id
  arn          = "arn:${data.aws_partition.this.partition}"
  place        = "${local.region}:${local.account}"
  table_arn    = "${local.arn}:dynamodb:${local.place}:table/${local.name}"
  queue_arns   = [for pipeline in local.pipelines : "${local.arn}:sqs:${local.place}:${pipeline.queue}"]
  dead_arns    = [for pipeline in local.pipelines : "${local.arn}:sqs:${local.place}:${pipeline.dead_letters}"]
  queue_prefix = "https://sqs.${local.region}.${data.aws_partition.this.dns_suffix}/${local.account}/${local.name}-"
}
