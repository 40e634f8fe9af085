package io.surgetank.app;

import io.surgetank.api.Api;
import io.surgetank.api.ApiParts;
import io.surgetank.api.Health;
import io.surgetank.aws.desk.Desk;
import io.surgetank.aws.desk.Place;
import io.surgetank.aws.table.Pacing;
import io.surgetank.aws.table.Tank;
import io.surgetank.command.AwsPlace;
import io.surgetank.command.Tempo;
import io.surgetank.job.JobIds;
import io.surgetank.ops.FrontWay;
import io.surgetank.ops.Way;
import io.surgetank.pipeline.Pipelines;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/// The same API over an installation's table and queues on AWS, within this process, for one
/// command.
///
/// @param version which Surgetank this is
record AwsWiring(InstantSource clock, SecureRandom random, String version) {
  /// Throws [IllegalArgumentException] with a sentence when the place is not told in full.
  Way way(AwsPlace place, Pipelines pipelines, Tempo tempo) {
    var around =
        new Tank.Surroundings(pipelines, clock, random, Thread::sleep, pacing(tempo), _ -> {});
    var desk =
        Desk.open(
            new Place(
                place.region(), place.table(), place.queuePrefix(), place.dynamo(), place.sqs()),
            around);
    String token = HexFormat.of().toHexDigits(random.nextLong());
    return new FrontWay(
        "the table " + place.table(), api(pipelines, desk.tank(), token), token, desk);
  }

  private Api api(Pipelines pipelines, Tank tank, String token) {
    return new Api(
        new ApiParts(
            pipelines,
            tank.jobs(),
            tank.deadLetters(),
            tank.ledger(),
            new JobIds(clock, random),
            clock,
            System::nanoTime,
            Health.Ready::new,
            // Whoever asked is the only one to tell.
            (_, cause) -> System.err.println(cause.getMessage()),
            version,
            token));
  }

  private static Pacing pacing(Tempo tempo) {
    return tempo.isFullSpeed()
        ? Pacing.FULL_SPEED
        : Pacing.rate(tempo.perSecond(), Thread::sleep, tempo.progress());
  }
}
