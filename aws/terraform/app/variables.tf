variable "application" {
  description = "Name of the application. The names of all resources begin with it and the stage."
  type        = string
  default     = "surgetank"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,19}$", var.application))
    error_message = "application: use 1 to 20 of a-z and 0-9, beginning with a letter."
  }
}

variable "stage" {
  description = "Name of the stage: one of several deployments in an account, such as dev or prod."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,19}$", var.stage))
    error_message = "stage: use 1 to 20 of a-z and 0-9, beginning with a letter."
  }
}

variable "region" {
  description = "AWS Region of all resources."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}-[a-z]+-[1-9]$", var.region)) && !startswith(var.region, "cn-")
    error_message = "region: use a public AWS Region, such as eu-central-1."
  }
}

variable "stack" {
  description = "Path of stack.json, which `surgetank package` writes beside the zip."
  type        = string
  default     = "../../../stack.json"

  validation {
    condition     = fileexists(var.stack)
    error_message = "stack: file not found. `surgetank package` writes stack.json beside the zip."
  }

  validation {
    condition     = can(jsondecode(file(var.stack)).zip_sha256)
    error_message = "stack: not a stack file. `surgetank package` writes stack.json beside the zip."
  }
}

variable "zip" {
  description = "Path of the deployment zip, which `surgetank package` writes."
  type        = string
  default     = "../../../surgetank-aws.zip"

  validation {
    condition     = fileexists(var.zip)
    error_message = "zip: file not found. `surgetank package` writes surgetank-aws.zip. Relative paths are relative to the folder in which Terraform runs."
  }
}

variable "operator_token_parameter" {
  description = "Name of the SecureString parameter in SSM Parameter Store that contains the operators' bearer token."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]+$", var.operator_token_parameter)) || can(regex("^(/[A-Za-z0-9_.-]+)+$", var.operator_token_parameter))
    error_message = "operator_token_parameter: use letters, digits and _ . - in parts that begin with a slash, such as /surgetank/prod/operator-token."
  }
}

variable "memory" {
  description = "Memory of each function in MB. Default: the value in the stack."
  type        = number
  default     = null

  validation {
    condition     = var.memory == null || try(var.memory >= 512 && var.memory <= 10240 && floor(var.memory) == var.memory, false)
    error_message = "memory: use 512 to 10,240 MB. With less, the JVM takes seconds to start or does not start."
  }
}

variable "runtime" {
  description = "Lambda runtime identifier. The zip requires java25; use another value only to check the configuration with an AWS provider that does not support java25."
  type        = string
  default     = "java25"

  validation {
    condition     = can(regex("^java[0-9]+$", var.runtime))
    error_message = "runtime: use java and a number, such as java25."
  }
}

variable "reserved_concurrency" {
  description = "Reserved concurrency by function: receiver, worker, dead-letter, sweeper. Functions without one share the account's concurrency. The quota of a new account is too low to reserve any."
  type        = map(number)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.reserved_concurrency), ["receiver", "worker", "dead-letter", "sweeper"])) == 0
    error_message = "reserved_concurrency: the functions are receiver, worker, dead-letter and sweeper."
  }

  validation {
    condition     = alltrue([for reserved in values(var.reserved_concurrency) : reserved >= 1])
    error_message = "reserved_concurrency: use at least 1. A function with 0 is never invoked."
  }
}

variable "snap_start" {
  description = "Whether to use SnapStart. A deployment then takes some minutes. Default: true in Regions that are known to support SnapStart."
  type        = bool
  default     = null
}

variable "throttle_rate" {
  description = "Throttling rate limit of the API in requests per second. Default: the value in the stack."
  type        = number
  default     = null

  validation {
    condition     = var.throttle_rate == null || try(var.throttle_rate >= 1 && floor(var.throttle_rate) == var.throttle_rate, false)
    error_message = "throttle_rate: use a whole number of at least 1. The default quota of an account is 10,000 per second."
  }
}

variable "throttle_burst" {
  description = "Throttling burst limit of the API in requests. Default: the value in the stack."
  type        = number
  default     = null

  validation {
    condition     = var.throttle_burst == null || try(var.throttle_burst >= 1 && floor(var.throttle_burst) == var.throttle_burst, false)
    error_message = "throttle_burst: use a whole number of at least 1. The default quota of an account is 5,000."
  }
}

variable "cors_origins" {
  description = "Origins that API Gateway allows in CORS preflight requests, instead of the CORS of the pipelines. Required if browsers send a token (`jwt`)."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.cors_origins : origin == "*" || can(regex("^https?://[^/*]+$", origin))])
    error_message = "cors_origins: use * or a scheme and a host without a path, such as https://shop.example."
  }
}

variable "jwt" {
  description = "Issuer and audience of the tokens (JWT) that submissions require. Without it, submissions require no token. Health, metrics and operators' resources do not require a JWT."
  type        = object({ issuer = string, audience = list(string) })
  default     = null

  validation {
    condition     = var.jwt == null || try(startswith(var.jwt.issuer, "https://") && length(var.jwt.audience) > 0, false)
    error_message = "jwt: issuer must be an https:// URL, and audience must have at least one value."
  }
}

variable "domain" {
  description = "Custom domain name of the API, and the ARN of its certificate in the same Region."
  type        = object({ name = string, certificate_arn = string })
  default     = null

  validation {
    condition     = var.domain == null || can(regex("^arn:[a-z-]+:acm:", var.domain.certificate_arn))
    error_message = "domain: certificate_arn must be the ARN of an ACM certificate: arn:aws:acm:..."
  }
}

variable "log_retention_days" {
  description = "Retention of the logs in days."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days: CloudWatch Logs allows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 and 3653."
  }
}

variable "deletion_protection" {
  description = "Deletion protection of the table. Apply with false before `destroy`."
  type        = bool
  default     = true
}

variable "oldest_message_minutes" {
  description = "Age in minutes of the oldest message at which an alarm is raised. Default: the value in the stack."
  type        = number
  default     = null

  validation {
    condition     = var.oldest_message_minutes == null || try(var.oldest_message_minutes >= 1, false)
    error_message = "oldest_message_minutes: use at least 1."
  }
}

variable "alarm_email" {
  description = "E-mail address for alarms; AWS sends a confirmation request to it. Default: none."
  type        = string
  default     = ""

  validation {
    condition     = var.alarm_email == "" || can(regex("^[^@ ]+@[^@ ]+$", var.alarm_email))
    error_message = "alarm_email: not an e-mail address."
  }
}

variable "tags" {
  description = "Tags of all resources, in addition to Application and Stage."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "tags: AWS reserves keys that begin with aws:."
  }
}
