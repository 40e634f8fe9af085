# Each pipeline has a queue and a dead-letter queue. Pipelines with an ordering key have FIFO queues with one message
# group per key, and throughput and deduplication per message group (high throughput).

resource "aws_sqs_queue" "pipeline" {
  for_each = local.pipelines

  name                       = each.value.queue.name
  visibility_timeout_seconds = each.value.queue.visibility_timeout_seconds
  message_retention_seconds  = each.value.queue.message_retention_seconds
  max_message_size           = each.value.queue.max_message_size
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true

  fifo_queue                  = each.value.queue.fifo_queue
  content_based_deduplication = false
  deduplication_scope         = each.value.queue.fifo_queue ? "messageGroup" : null
  fifo_throughput_limit       = each.value.queue.fifo_queue ? "perMessageGroupId" : null

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_letters[each.key].arn
    maxReceiveCount     = each.value.max_receive_count
  })

  depends_on = [terraform_data.stack]
}

resource "aws_sqs_queue" "dead_letters" {
  for_each = local.pipelines

  name                       = each.value.dead_letter_queue.name
  visibility_timeout_seconds = each.value.dead_letter_queue.visibility_timeout_seconds
  message_retention_seconds  = each.value.dead_letter_queue.message_retention_seconds
  max_message_size           = each.value.dead_letter_queue.max_message_size
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true

  fifo_queue                  = each.value.dead_letter_queue.fifo_queue
  content_based_deduplication = false
  deduplication_scope         = each.value.dead_letter_queue.fifo_queue ? "messageGroup" : null
  fifo_throughput_limit       = each.value.dead_letter_queue.fifo_queue ? "perMessageGroupId" : null

  depends_on = [terraform_data.stack]
}

# Only the pipeline's queue may use its dead-letter queue.
resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  for_each = local.pipelines

  queue_url = aws_sqs_queue.dead_letters[each.key].id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.pipeline[each.key].arn]
  })
}

locals {
  every_queue = merge(
    { for name, queue in aws_sqs_queue.pipeline : queue.name => queue },
    { for name, queue in aws_sqs_queue.dead_letters : queue.name => queue },
  )
}

# Requests without TLS are denied, whatever the permissions of the caller.
resource "aws_sqs_queue_policy" "tls_only" {
  for_each = local.every_queue

  queue_url = each.value.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = each.value.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
