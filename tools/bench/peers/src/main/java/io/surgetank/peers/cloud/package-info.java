/// The job done with SQS and DynamoDB stand-ins over the AWS SDK. Uses `job`; used by `server`.
@NullMarked
package io.surgetank.peers.cloud;

import org.jspecify.annotations.NullMarked;
