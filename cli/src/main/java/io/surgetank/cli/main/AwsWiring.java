package io.surgetank.cli.main;

import io.surgetank.aws.operator.AwsBackend;
import io.surgetank.aws.operator.AwsLocation;
import io.surgetank.aws.table.BulkThrottle;
import io.surgetank.aws.table.DynamoBackend;
import io.surgetank.cli.command.AwsTarget;
import io.surgetank.cli.command.RateOption;
import io.surgetank.cli.ops.InProcessTransport;
import io.surgetank.cli.ops.OpsTransport;
import io.surgetank.core.api.Api;
import io.surgetank.core.api.ApiParts;
import io.surgetank.core.api.Health;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.pipeline.Pipelines;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/// The same API over an installation's table and queues on AWS, within this process, for one
/// command.
///
/// @param version which Surgetank this is
record AwsWiring(InstantSource clock, SecureRandom random, String version) {
  /// Throws [IllegalArgumentException] with a sentence when the place is not told in full.
  OpsTransport way(AwsTarget place, Pipelines pipelines, RateOption rateOption) {
    var around =
        new DynamoBackend.Dependencies(
            pipelines, clock, random, Thread::sleep, pacing(rateOption), _ -> {});
    var awsBackend =
        AwsBackend.open(
            new AwsLocation(
                place.region(), place.table(), place.queuePrefix(), place.dynamo(), place.sqs()),
            around);
    String token = HexFormat.of().toHexDigits(random.nextLong());
    return new InProcessTransport(
        "the table " + place.table(), api(pipelines, awsBackend.tank(), token), token, awsBackend);
  }

  private Api api(Pipelines pipelines, DynamoBackend dynamoBackend, String token) {
    return new Api(
        new ApiParts(
            pipelines,
            dynamoBackend.jobs(),
            dynamoBackend.deadLetters(),
            dynamoBackend.ledger(),
            new JobIds(clock, random),
            clock,
            System::nanoTime,
            Health.Ready::new,
            // Whoever asked is the only one to tell.
            (_, cause) -> System.err.println(cause.getMessage()),
            version,
            token));
  }

  private static BulkThrottle pacing(RateOption rateOption) {
    return rateOption.isFullSpeed()
        ? BulkThrottle.FULL_SPEED
        : BulkThrottle.rate(rateOption.perSecond(), Thread::sleep, rateOption.progress());
  }
}
