/// A stack as a CloudFormation template, and back. Uses `stack`.
@NullMarked
package io.surgetank.deploy.cloudformation;

import org.jspecify.annotations.NullMarked;
