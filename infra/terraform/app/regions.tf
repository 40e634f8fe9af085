# What regions have. The same as regions.csv of the module `deploy`, which names source and date; a test compares.
# A region that is not named here is taken as one with HTTP APIs and without SnapStart.

locals {
  with_snap_start = [
    "af-south-1", "ap-east-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1",
    "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ca-central-1", "eu-central-1", "eu-north-1",
    "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3", "me-south-1", "sa-east-1",
    "us-east-1", "us-east-2", "us-west-1", "us-west-2",
  ]

  without_http_apis = ["ap-east-2", "ap-southeast-6"]

  snap_start = var.snap_start == null ? contains(local.with_snap_start, var.region) : var.snap_start
}
