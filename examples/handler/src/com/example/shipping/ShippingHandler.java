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

/// Books a parcel for each order. Shows the four things a handler can say: processed, failed (an
/// exception: try again by the policy), busy (try again after a while), and never (dead).
public final class ShippingHandler implements Handler {
  private final String carrier;

  // What a carrier would remember: it books a parcel once for each id, however often it is asked.
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
    if (carrier.equals("broken")) throw new IOException("the carrier does not answer");

    // The job's id is the same at every attempt and after a redrive: the key for doing it once.
    booked.add(job.id().toString());
    return new Outcome.Processed(
        "{\"carrier\":\"" + carrier + "\",\"parcels\":" + booked.size() + "}");
  }
}
