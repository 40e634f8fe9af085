/// SQS (ElasticMQ) and DynamoDB (DynamoDB Local) on loopback addresses, in one process that
/// `local-aws` starts and ends.
@NullMarked
package io.surgetank.emulator;

import org.jspecify.annotations.NullMarked;
