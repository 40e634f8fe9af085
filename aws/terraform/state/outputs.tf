output "remote_s3_name" {
  description = "The bucket that states lie in."
  value       = aws_s3_bucket.state.id
}

output "remote_dynamodb_name" {
  description = "The table of locks."
  value       = aws_dynamodb_table.lock.name
}

output "backend_config" {
  description = "What `init -backend-config` is given; the key says which stage."
  value       = <<-EOT
    bucket         = "${aws_s3_bucket.state.id}"
    dynamodb_table = "${aws_dynamodb_table.lock.name}"
    region         = "${var.region}"
    encrypt        = true
  EOT
}
