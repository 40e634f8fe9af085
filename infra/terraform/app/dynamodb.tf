# The table of jobs, as the functions expect it (docs/aws-adapters.md). Encrypted with a key of AWS's
# own, as every table is.

resource "aws_dynamodb_table" "jobs" {
  name                        = local.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = { pk = "S", line = "S", place = "S", outbox = "S", outboxAt = "N" }

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  global_secondary_index {
    name            = "lines"
    hash_key        = "line"
    range_key       = "place"
    projection_type = "KEYS_ONLY"
  }

  global_secondary_index {
    name            = "outbox"
    hash_key        = "outbox"
    range_key       = "outboxAt"
    projection_type = "KEYS_ONLY"
  }

  ttl {
    attribute_name = "expiresAt"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  depends_on = [terraform_data.faults]
}
