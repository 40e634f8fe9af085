variable "application" {
  description = "What the deployment is called. Every name in it begins with this and the stage."
  type        = string
  default     = "surgetank"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,19}$", var.application))
    error_message = "An application's name is 1 to 20 of a-z and 0-9, beginning with a letter."
  }
}

variable "stage" {
  description = "Which of several deployments of one account this is: dev, prod."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{0,19}$", var.stage))
    error_message = "A stage's name is 1 to 20 of a-z and 0-9, beginning with a letter."
  }
}

variable "region" {
  description = "Where everything stands."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}-[a-z]+-[1-9]$", var.region)) && !startswith(var.region, "cn-")
    error_message = "A deployment stands in one of AWS's public regions, such as eu-central-1."
  }
}

variable "stack" {
  description = "The stack of the zip, as `surgetank package` writes it beside the zip: a file on this machine."
  type        = string
  default     = "../../../stack.json"

  validation {
    condition     = fileexists(var.stack)
    error_message = "There is no such stack. `surgetank package` writes stack.json beside the zip."
  }

  validation {
    condition     = can(jsondecode(file(var.stack)).zip_sha256)
    error_message = "That is no stack. `surgetank package` writes stack.json beside the zip."
  }
}

variable "zip" {
  description = "The deployment zip, as `surgetank package` makes it: a file on this machine."
  type        = string
  default     = "../../../surgetank-aws.zip"

  validation {
    condition     = fileexists(var.zip)
    error_message = "There is no such zip. `surgetank package` makes surgetank-aws.zip. Relative paths begin at the folder that Terraform runs in."
  }
}

variable "operator_token_parameter" {
  description = "The name of a SecureString in SSM's Parameter Store that holds the operators' bearer token."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]+$", var.operator_token_parameter)) || can(regex("^(/[A-Za-z0-9_.-]+)+$", var.operator_token_parameter))
    error_message = "A parameter's name is made of letters, digits and _ . -, in parts that begin with a slash: /surgetank/prod/operator-token."
  }
}

variable "memory" {
  description = "Of each function, in megabytes. The default is the stack's."
  type        = number
  default     = null

  validation {
    condition     = var.memory == null || try(var.memory >= 512 && var.memory <= 10240 && floor(var.memory) == var.memory, false)
    error_message = "A function has 512 to 10,240 MB here: with less a JVM starts for seconds, or not at all."
  }
}

variable "runtime" {
  description = "Lambda's name of the runtime. The zip runs on java25 only; another one is for a check with an AWS provider that does not know java25."
  type        = string
  default     = "java25"

  validation {
    condition     = can(regex("^java[0-9]+$", var.runtime))
    error_message = "A runtime is java and a number: java25."
  }
}

variable "reserved_concurrency" {
  description = "How many executions are kept for a function, by receiver, worker, dead-letter or sweeper. A function without one shares the account's; a new account has too few to keep any."
  type        = map(number)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.reserved_concurrency), ["receiver", "worker", "dead-letter", "sweeper"])) == 0
    error_message = "There are four functions: receiver, worker, dead-letter and sweeper."
  }

  validation {
    condition     = alltrue([for reserved in values(var.reserved_concurrency) : reserved >= 1])
    error_message = "A function with no execution at all is switched off; write at least 1."
  }
}

variable "snap_start" {
  description = "Whether the functions start from a snapshot. A deployment then takes some minutes. The default is true in regions that are known to have SnapStart."
  type        = bool
  default     = null
}

variable "throttle_rate" {
  description = "Requests a second that the API takes in the long run before it answers 429. The default is the stack's."
  type        = number
  default     = null

  validation {
    condition     = var.throttle_rate == null || try(var.throttle_rate >= 1 && floor(var.throttle_rate) == var.throttle_rate, false)
    error_message = "Write a whole number of at least 1; an account takes 10,000 a second."
  }
}

variable "throttle_burst" {
  description = "Requests that the API takes at once before it answers 429. The default is the stack's."
  type        = number
  default     = null

  validation {
    condition     = var.throttle_burst == null || try(var.throttle_burst >= 1 && floor(var.throttle_burst) == var.throttle_burst, false)
    error_message = "Write a whole number of at least 1; an account takes 5,000 at once."
  }
}

variable "cors_origins" {
  description = "Origins that API Gateway answers preflights for, in place of the pipelines' own answers. Needed where pages send a token (`jwt`)."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.cors_origins : origin == "*" || can(regex("^https?://[^/*]+$", origin))])
    error_message = "An origin is * or a scheme and a host without a path: https://shop.example."
  }
}

variable "jwt" {
  description = "Who signs the tokens that submissions must carry, and for whom. Without it anyone may submit. Health, metrics and the operators' resources are not behind it."
  type        = object({ issuer = string, audience = list(string) })
  default     = null

  validation {
    condition     = var.jwt == null || try(startswith(var.jwt.issuer, "https://") && length(var.jwt.audience) > 0, false)
    error_message = "An issuer is an https:// address, and there is at least one audience."
  }
}

variable "domain" {
  description = "A domain name of yours, and the ARN of its certificate in the same region."
  type        = object({ name = string, certificate_arn = string })
  default     = null

  validation {
    condition     = var.domain == null || can(regex("^arn:[a-z-]+:acm:", var.domain.certificate_arn))
    error_message = "The certificate is one of ACM's: arn:aws:acm:..."
  }
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "CloudWatch knows 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 and 3653 days."
  }
}

variable "deletion_protection" {
  description = "Whether the table refuses to be deleted. Apply with false before `destroy`."
  type        = bool
  default     = true
}

variable "oldest_message_minutes" {
  description = "The age of the oldest waiting message from which on the alarm is raised. The default is the stack's."
  type        = number
  default     = null

  validation {
    condition     = var.oldest_message_minutes == null || try(var.oldest_message_minutes >= 1, false)
    error_message = "Write at least 1."
  }
}

variable "alarm_email" {
  description = "Who is written to when an alarm is raised; AWS asks them to confirm. Empty for nobody."
  type        = string
  default     = ""

  validation {
    condition     = var.alarm_email == "" || can(regex("^[^@ ]+@[^@ ]+$", var.alarm_email))
    error_message = "That is no e-mail address."
  }
}

variable "tags" {
  description = "Tags of everything, beside Application and Stage."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "Keys that begin with aws: are AWS's own."
  }
}
