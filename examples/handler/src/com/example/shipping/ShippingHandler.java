package com.example.shipping;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Books a parcel for each order. Shows the four outcomes of a handler: processed, failed (an
/// exception: retry by the policy), busy (retry after a delay), and dead (never retry).
public final class ShippingHandler implements Handler {
  private final String carrier;

  // Simulates the carrier, which books one parcel per id, also for repeated requests.
  private final Set<String> booked = ConcurrentHashMap.newKeySet();

  /// The settings are those under `handler` in surgetank.yaml.
  public ShippingHandler(Map<String, String> settings) {
    this.carrier = settings.getOrDefault("carrier", "post");
  }

  @Override
  public Outcome handle(Job job, Attempt attempt) throws IOException {
    if (job.payload().contains("\"pickup\"")) return new Outcome.Dead("nothing to ship: pickup");
    if (carrier.equals("closed")) {
      return new Outcome.Retry(Duration.ofMinutes(30), "the carrier is closed");
    }
    if (carrier.equals("broken")) throw new IOException("the carrier does not respond");

    // The job's id is the same in every attempt and after a redrive: the idempotency key.
    booked.add(job.id().toString());
    return new Outcome.Processed(
        "{\"carrier\":\"" + carrier + "\",\"parcels\":" + booked.size() + "}");
  }
}
