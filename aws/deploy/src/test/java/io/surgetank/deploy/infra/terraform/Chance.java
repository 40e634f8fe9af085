package io.surgetank.deploy.infra.terraform;

import java.util.List;
import java.util.random.RandomGenerator;

/// Descriptors that AWS takes, made by chance: each thing is left out as often as it is told.
final class Chance {
  private static final int PIPELINES = 10;

  private final RandomGenerator random;

  private Chance(RandomGenerator random) {
    this.random = random;
  }

  static String descriptor(RandomGenerator random) {
    var chance = new Chance(random);
    var yaml = new StringBuilder("pipelines:\n");
    for (int i = 0; i < PIPELINES; i++) yaml.append(chance.pipeline("pipe" + i));
    return yaml.toString();
  }

  private String pipeline(String name) {
    return """
      %s:
        intake: {path: /%s, schema: any.json%s}
        work: {handler: task%s%s%s%s%s%s}
        retry: {policy: %s%s}
    """
        .formatted(
            name,
            name,
            maybe(", maxBody: " + one("500B", "16KB", "256KB")),
            // A lease is at least the timeout, whatever that turns out to be.
            maybe(", timeout: " + one("1500ms", "10s", "45s", "2m", "PT1M30S", "300s")),
            maybe(", lease: " + one("5m", "PT1H", "12h")),
            maybe(", batch: " + random.nextInt(1, 200)),
            maybe(", concurrency: " + random.nextInt(2, 1001)),
            maybe(
                ", rate: "
                    + one("10/s", "3/s", "1/s", "30/m", "7/5s", "\"2/m, burst 9\"", "999/500ms")),
            maybe(", orderingKey: " + one("account", "customerId")),
            one("exponential", "linear", "fixed"),
            maybe(", base: " + one("0s", "5s", "1m", "PT2H", "12h"))
                + maybe(", attempts: " + random.nextInt(1, 17)));
  }

  private String maybe(String text) {
    return random.nextBoolean() ? text : "";
  }

  private String one(String... of) {
    return List.of(of).get(random.nextInt(of.length));
  }
}
