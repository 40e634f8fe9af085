/// The functions of the deployment zip on simulated Lambda and SQS, and on DynamoDB Local, with
/// faults at every call. Uses `simulation` for time and threads, `load` and `history` for requests
/// and checks.
@NullMarked
package io.surgetank.proof.aws;

import org.jspecify.annotations.NullMarked;
