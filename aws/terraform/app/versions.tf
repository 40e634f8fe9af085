terraform {
  required_version = ">= 1.6.0"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Older ones do not know the runtime java25, and there is no other that the zip runs on.
      version = ">= 6.20.0, < 7.0.0"
    }
  }

  # Where the state lies is given to `init` with -backend-config, never edited in here.
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
