/// The peer that uses emulated SQS and DynamoDB over the AWS SDK. Uses `job`; used by `server`.
@NullMarked
package io.surgetank.peers.cloud;

import org.jspecify.annotations.NullMarked;
