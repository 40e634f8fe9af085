/// The real Terraform with the real AWS provider, against moto: an independent imitation of AWS's
/// services. Uses `infra`.
@NullMarked
package io.surgetank.deploy.infra.terraform;

import org.jspecify.annotations.NullMarked;
