output "remote_s3_name" {
  description = "Name of the bucket of the states."
  value       = aws_s3_bucket.state.id
}

output "remote_dynamodb_name" {
  description = "Name of the table of the state locks."
  value       = aws_dynamodb_table.lock.name
}

output "backend_config" {
  description = "Content of the file for `init -backend-config`. The key, one per stage, is passed separately."
  value       = <<-EOT
    bucket         = "${aws_s3_bucket.state.id}"
    dynamodb_table = "${aws_dynamodb_table.lock.name}"
    region         = "${var.region}"
    encrypt        = true
  EOT
}
