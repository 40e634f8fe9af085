/// SQS (ElasticMQ) and DynamoDB (DynamoDB Local) on loopback addresses, in one process that
/// `aws/local` starts and stops.
@NullMarked
package io.surgetank.emulator;

import org.jspecify.annotations.NullMarked;
