/// Access to an installation on AWS for operators' commands. Uses `table` and `queue`; used by the
/// wiring of `cli`.
@NullMarked
package io.surgetank.aws.operator;

import org.jspecify.annotations.NullMarked;
