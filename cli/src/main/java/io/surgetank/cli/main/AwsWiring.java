package io.surgetank.cli.main;

import io.surgetank.aws.operator.AwsBackend;
import io.surgetank.aws.operator.AwsSettings;
import io.surgetank.aws.table.BulkThrottle;
import io.surgetank.aws.table.DynamoBackend;
import io.surgetank.cli.command.AwsTarget;
import io.surgetank.cli.command.BulkRate;
import io.surgetank.cli.datadir.OperatorTokenGenerator;
import io.surgetank.cli.ops.InProcessTransport;
import io.surgetank.cli.ops.OpsTransport;
import io.surgetank.core.pipeline.Pipelines;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The API over the table and queues of a deployment on AWS, within this process, for one command.
///
/// @param version the version of Surgetank
record AwsWiring(InstantSource clock, SecureRandom random, String version) {
  /// Throws [IllegalArgumentException] with a message if the target is incomplete.
  OpsTransport transport(AwsTarget target, Pipelines pipelines, BulkRate bulkRate) {
    var dependencies =
        new DynamoBackend.Dependencies(
            pipelines, clock, random, Thread::sleep, throttle(bulkRate), _ -> {});
    var awsBackend =
        AwsBackend.open(
            new AwsSettings(
                target.region(),
                target.table(),
                target.queuePrefix(),
                target.dynamo(),
                target.sqs()),
            dependencies);
    String token = OperatorTokenGenerator.create(random);
    return new InProcessTransport(
        "the table " + target.table(),
        // No log: the operator who runs the command sees it.
        awsBackend
            .dynamoBackend()
            .api((_, cause) -> System.err.println(cause.getMessage()), version, token),
        token,
        awsBackend);
  }

  private static BulkThrottle throttle(BulkRate bulkRate) {
    return bulkRate.isFullSpeed()
        ? BulkThrottle.FULL_SPEED
        : BulkThrottle.rate(bulkRate.perSecond(), Thread::sleep, bulkRate.progress());
  }
}
