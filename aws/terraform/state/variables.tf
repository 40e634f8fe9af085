variable "application" {
  description = "Whose state this is; the bucket's and the table's names begin with it."
  type        = string
  default     = "surgetank"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,19}$", var.application))
    error_message = "An application's name is 1 to 20 of a-z and 0-9, beginning with a letter."
  }
}

variable "region" {
  description = "Where the state lies."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[1-9]$", var.region))
    error_message = "A region is written like eu-central-1."
  }
}

variable "bucket_name" {
  description = "The bucket's name, where the usual one is taken: a bucket's name is there once in the whole world. Empty for the usual one, of application, account and region."
  type        = string
  default     = ""

  validation {
    condition     = var.bucket_name == "" || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket_name))
    error_message = "A bucket's name is 3 to 63 of a-z, 0-9, - and ."
  }
}

variable "keep_old_days" {
  description = "How long an earlier version of a state is kept."
  type        = number
  default     = 90

  validation {
    condition     = var.keep_old_days >= 1
    error_message = "Write at least 1."
  }
}

variable "removable" {
  description = "Whether `destroy` may take the bucket and the table with all states in them. Apply with true before it."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags of everything, beside Application."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "Keys that begin with aws: are AWS's own."
  }
}
