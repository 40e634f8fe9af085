# The table of jobs, as the functions expect it (docs/aws/backend.md). Encrypted with a key owned by AWS, the default
# of DynamoDB.

resource "aws_dynamodb_table" "jobs" {
  name                        = local.stack.table.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = local.stack.table.hash_key
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = local.stack.table.attributes

    content {
      name = attribute.key
      type = attribute.value
    }
  }

  dynamic "global_secondary_index" {
    for_each = local.stack.table.global_secondary_indexes

    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.hash_key
      range_key       = global_secondary_index.value.range_key
      projection_type = "KEYS_ONLY"
    }
  }

  ttl {
    attribute_name = local.stack.table.ttl
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  depends_on = [terraform_data.stack]
}
