package io.surgetank.proof.load;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/// Clients that send random requests: submissions and batches, repeats of them with the same and
/// with other payloads, cancellations, redrives and reads.
///
/// @param isExpected whether every request is answered: false once the server may be killed
public record MixedLoad(RecordingClient client, BooleanSupplier isExpected) {

  /// Sends with this number of clients while answers are expected. Returns when all have ended. At
  /// the same time another one reads what was acknowledged before the start.
  public void run(int clients, long seed) {
    var seeds = new Random(seed);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var acknowledged = client.known().takeUnchecked();
      threads.execute(() ->
          untilAborted(() -> {
            for (var job : acknowledged) client.read(job);
          }));
      for (int i = 0; i < clients; i++) {
        var random = new Random(seeds.nextLong());
        threads.execute(() ->
            untilAborted(() -> {
              while (isExpected.getAsBoolean()) step(random);
            }));
      }
    }
  }

  private interface RequestSequence {
    void send() throws IOException, InterruptedException;
  }

  private void untilAborted(RequestSequence requests) {
    try {
      requests.send();
    } catch (IOException unanswered) {
      if (isExpected.getAsBoolean())
        client.violations().accept("a running server did not answer: " + unanswered);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Sends one random request, or none if there is nothing to repeat, cancel, redrive or read.
  public void step(Random random) throws IOException, InterruptedException {
    KnownJobs known = client.known();
    var submissions = new SubmissionGenerator(known, random);
    int choice = random.nextInt(100);
    if (choice < 40) {
      client.submit(submissions.fresh());
    } else if (choice < 54) {
      var earlier = known.anyKeyed(random);
      if (earlier.isPresent()) client.submit(submissions.repeated(earlier.get()));
    } else if (choice < 60) {
      var earlier = known.anyKeyed(random);
      if (earlier.isPresent()) client.submit(submissions.conflicting(earlier.get()));
    } else if (choice < 70) {
      var job = known.anyRecentJob(random);
      if (job.isPresent()) client.cancel(job.get());
    } else if (choice < 80) {
      var job = known.anyDead(random);
      if (job.isPresent()) client.redrive(job.get());
    } else if (choice < 99) {
      var job = known.anyJob(random);
      if (job.isPresent()) client.read(job.get());
    } else {
      client.verify();
    }
  }
}
