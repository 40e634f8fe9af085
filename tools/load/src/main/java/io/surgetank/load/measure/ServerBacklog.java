package io.surgetank.load.measure;

import java.util.OptionalLong;

/// The backlog that the server reports. Empty if it reports none.
public record ServerBacklog(OptionalLong unfinished, OptionalLong processed) {
  public static final ServerBacklog UNKNOWN =
      new ServerBacklog(OptionalLong.empty(), OptionalLong.empty());

  /// Sums the samples of a `/metrics` page, for one pipeline unless `pipeline` is empty.
  public static ServerBacklog read(String metrics, String pipeline) {
    return new ServerBacklog(
        sum(metrics, "surgetank_unfinished_jobs{", pipeline),
        sum(metrics, "surgetank_processed_total{", pipeline));
  }

  private static OptionalLong sum(String metrics, String name, String pipeline) {
    String label = "pipeline=\"" + pipeline + "\"";
    long sum = 0;
    boolean found = false;
    for (String line : metrics.split("\n", -1)) {
      if (!line.startsWith(name) || (!pipeline.isEmpty() && !line.contains(label))) continue;
      found = true;
      sum += (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
    return found ? OptionalLong.of(sum) : OptionalLong.empty();
  }
}
