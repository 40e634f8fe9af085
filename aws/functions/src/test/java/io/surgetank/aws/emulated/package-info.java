/// SQS and DynamoDB in the test's process, on loopback addresses, and clients that refuse any other
/// address.
@NullMarked
package io.surgetank.aws.emulated;

import org.jspecify.annotations.NullMarked;
