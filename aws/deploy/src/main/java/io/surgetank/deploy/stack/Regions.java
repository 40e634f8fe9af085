package io.surgetank.deploy.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// AWS's public regions and what they have, from `regions.csv`, which names its source and date.
public final class Regions {
  /// The public regions; those of China and of governments have other names for everything.
  private static final Pattern NAME = Pattern.compile("(?!cn-)[a-z]{2}-[a-z]+-[1-9]");

  private static final Map<String, Region> KNOWN = read();

  private Regions() {}

  /// What is known of a region.
  public sealed interface Region {
    record Known(SnapStart snapStart, HttpApis httpApis) implements Region {}

    /// Newer than our data: most likely it has HTTP APIs; SnapStart comes years later.
    record Unknown() implements Region {}

    /// Not the name of a public region.
    record None() implements Region {}
  }

  /// Whether functions in Java can start from a snapshot.
  public enum SnapStart {
    YES,
    NO
  }

  /// Whether API Gateway has HTTP APIs there.
  public enum HttpApis {
    YES,
    NO
  }

  public static Region of(String name) {
    Region known = KNOWN.get(name);
    if (known != null) return known;
    return NAME.matcher(name).matches() ? new Region.Unknown() : new Region.None();
  }

  /// Off where it is missing, or where nothing is known.
  public static SnapStart snapStart(String name) {
    return switch (of(name)) {
      case Region.Known(var snapStart, _) -> snapStart;
      case Region.Unknown() -> SnapStart.NO;
      case Region.None() -> SnapStart.NO;
    };
  }

  /// All that are known, by name.
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
      throw new UncheckedIOException("regions.csv cannot be read", unread);
    }
  }
}
