# Depends on all other resources, so that `destroy` begins with it: without `removable` it fails here, before anything is
# deleted. (`prevent_destroy` does not accept a variable.)

resource "terraform_data" "guard" {
  input = var.removable

  # Commands that the shells of all operating systems have.
  provisioner "local-exec" {
    when    = destroy
    command = self.input ? "echo removable" : "echo Nothing was deleted. First apply with -var removable=true && exit 1"
  }

  depends_on = [
    aws_dynamodb_table.lock,
    aws_s3_bucket.state,
    aws_s3_bucket_lifecycle_configuration.state,
    aws_s3_bucket_ownership_controls.state,
    aws_s3_bucket_policy.tls_only,
    aws_s3_bucket_public_access_block.state,
    aws_s3_bucket_server_side_encryption_configuration.state,
    aws_s3_bucket_versioning.state,
  ]
}
