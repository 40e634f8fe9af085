/// The Terraform code: the real OpenTofu with a stand-in for the AWS provider that has the
/// provider's published schema (`aws/deploy/src/test/standin`), as the provider itself cannot be
/// had here.
@NullMarked
package io.surgetank.deploy.infra.terraform;

import org.jspecify.annotations.NullMarked;
