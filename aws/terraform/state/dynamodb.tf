# State locks of OpenTofu and of Terraform before 1.10. Later versions can also lock by a file in the bucket
# (use_lockfile).

resource "aws_dynamodb_table" "lock" {
  name                        = "${var.application}-state-lock"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "LockID"
  deletion_protection_enabled = !var.removable

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}
