/// IAM on one machine: a function may call only what its role's policy allows.
@NullMarked
package io.surgetank.local.iam;

import org.jspecify.annotations.NullMarked;
