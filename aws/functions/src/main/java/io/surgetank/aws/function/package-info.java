/// The four Lambda functions: each converts its events to calls of `core`, `table` and `queue`.
/// [FunctionWiring] creates their dependencies; used by the Lambda runtime.
@NullMarked
package io.surgetank.aws.function;

import org.jspecify.annotations.NullMarked;
