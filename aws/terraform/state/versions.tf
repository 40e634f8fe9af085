terraform {
  required_version = ">= 1.6.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }

  # This stack's own state is a file beside it: keep it, or import the bucket again.
}

provider "aws" {
  region = var.region

  default_tags {
    tags = merge(var.tags, { Application = var.application })
  }
}

data "aws_caller_identity" "this" {}
