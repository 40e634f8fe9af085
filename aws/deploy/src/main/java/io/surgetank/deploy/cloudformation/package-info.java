/// A stack as a CloudFormation template. The resources are in YAML files beside these classes,
/// which fill in the values. Uses `stack`.
@NullMarked
package io.surgetank.deploy.cloudformation;

import org.jspecify.annotations.NullMarked;
