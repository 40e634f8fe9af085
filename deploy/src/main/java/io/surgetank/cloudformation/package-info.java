/// A stack as a CloudFormation template, and back. Uses `stack`.
@NullMarked
package io.surgetank.cloudformation;

import org.jspecify.annotations.NullMarked;
