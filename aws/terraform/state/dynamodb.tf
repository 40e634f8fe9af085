# Who holds a state's lock: for OpenTofu, and for Terraform before 1.10, which locks by a file in the
# bucket too.

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
