terraform {
  required_version = ">= 1.6.0"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Earlier versions do not support the runtime java25, which the zip requires.
      version = ">= 6.20.0, < 7.0.0"
    }
  }

  # Pass the location of the state to `init` by -backend-config; do not edit it here.
  backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = merge(var.tags, { Application = var.application, Stage = var.stage })
  }
}

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}
