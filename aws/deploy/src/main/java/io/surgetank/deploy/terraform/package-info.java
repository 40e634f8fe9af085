/// A stack as `stack.json`, which the Terraform code of `aws/terraform` reads. Uses `stack`.
@NullMarked
package io.surgetank.deploy.terraform;

import org.jspecify.annotations.NullMarked;
