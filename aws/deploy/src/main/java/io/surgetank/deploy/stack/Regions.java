package io.surgetank.deploy.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The public regions of AWS and their features, from `regions.csv`, which has source and date.
public final class Regions {
  /// Public regions. Those of China and of governments belong to other partitions.
  private static final Pattern NAME = Pattern.compile("(?!cn-)[a-z]{2}-[a-z]+-[1-9]");

  private static final Map<String, Region> KNOWN = read();

  private Regions() {}

  /// What is known about a region.
  public sealed interface Region {
    record Known(SnapStart snapStart, HttpApis httpApis) implements Region {}

    /// Newer than the data: probably with HTTP APIs, and without SnapStart.
    record Unknown() implements Region {}

    /// Not the name of a public region.
    record None() implements Region {}
  }

  /// Whether functions in Java can start from a snapshot.
  public enum SnapStart {
    YES,
    NO
  }

  /// Whether API Gateway has HTTP APIs in a region.
  public enum HttpApis {
    YES,
    NO
  }

  public static Region of(String name) {
    Region known = KNOWN.get(name);
    if (known != null) return known;
    return NAME.matcher(name).matches() ? new Region.Unknown() : new Region.None();
  }

  /// Off in unknown regions.
  public static SnapStart snapStart(String name) {
    return switch (of(name)) {
      case Region.Known(var snapStart, _) -> snapStart;
      case Region.Unknown() -> SnapStart.NO;
      case Region.None() -> SnapStart.NO;
    };
  }

  /// The known regions, by name.
  public static Map<String, Region> known() {
    return KNOWN;
  }

  private static Map<String, Region> read() {
    var regions = new TreeMap<String, Region>();
    text()
        .lines()
        .filter(line -> line.matches("[a-z0-9-]+,(yes|no),(yes|no)"))
        .forEach(line -> {
          String[] cells = line.split(",", -1);
          regions.put(
              cells[0],
              new Region.Known(
                  cells[1].equals("yes") ? SnapStart.YES : SnapStart.NO,
                  cells[2].equals("yes") ? HttpApis.YES : HttpApis.NO));
        });
    return Map.copyOf(regions);
  }

  private static String text() {
    try (InputStream file = Regions.class.getResourceAsStream("regions.csv")) {
      if (file == null) throw new IllegalStateException("regions.csv is not in the jar");
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unread) {
      throw new UncheckedIOException("cannot read regions.csv", unread);
    }
  }
}
