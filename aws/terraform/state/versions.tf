terraform {
  required_version = ">= 1.6.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }

  # The state of this root module is a local file: keep it, or import the bucket.
}

provider "aws" {
  region = var.region

  default_tags {
    tags = merge(var.tags, { Application = var.application })
  }
}

data "aws_caller_identity" "this" {}
