/// The four Lambda functions, thin over `core`: each turns an event into what `core`, `table` and
/// `queue` understand. Put together in [FunctionWiring]; used by the Lambda runtime.
@NullMarked
package io.surgetank.aws.function;

import org.jspecify.annotations.NullMarked;
