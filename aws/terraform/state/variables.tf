variable "application" {
  description = "Name of the application. The names of the bucket and the table begin with it."
  type        = string
  default     = "surgetank"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,19}$", var.application))
    error_message = "application: use 1 to 20 of a-z and 0-9, beginning with a letter."
  }
}

variable "region" {
  description = "AWS Region of the bucket and the table."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[1-9]$", var.region))
    error_message = "region: use a Region code, such as eu-central-1."
  }
}

variable "bucket_name" {
  description = "Name of the bucket. Default: APPLICATION-state-ACCOUNT-REGION. Bucket names are globally unique: set it if the default is already in use."
  type        = string
  default     = ""

  validation {
    condition     = var.bucket_name == "" || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "bucket_name: use 3 to 63 of a-z, 0-9, - and ."
  }
}

variable "keep_old_days" {
  description = "Days after which noncurrent versions of a state are deleted."
  type        = number
  default     = 90

  validation {
    condition     = var.keep_old_days >= 1
    error_message = "keep_old_days: use at least 1."
  }
}

variable "removable" {
  description = "Whether `destroy` may delete the bucket and the table with all states in them. Apply with true before `destroy`."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of all resources, in addition to Application."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "tags: AWS reserves keys that begin with aws:."
  }
}
