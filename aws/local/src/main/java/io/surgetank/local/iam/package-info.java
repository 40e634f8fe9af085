/// IAM's part on one machine: a function may call what its role's policy allows, and nothing else.
@NullMarked
package io.surgetank.local.iam;

import org.jspecify.annotations.NullMarked;
