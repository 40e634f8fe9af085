package io.surgetank.cli.server;

import io.surgetank.core.configuration.ConfigurationSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// A configuration with the files that were read with it, at their paths in the zip.
public final class ConfigurationBundle {
  /// A folder that the zip itself does not use.
  private static final String FOLDER = "configuration/";

  private static final String FILE = FOLDER + "surgetank.yaml";

  private final Map<String, String> files = new LinkedHashMap<>();
  private final ConfigurationSource configurationSource;

  public ConfigurationBundle(ConfigurationSource original) {
    files.put(FILE, original.yaml());
    this.configurationSource =
        new ConfigurationSource(
            original.name(),
            original.yaml(),
            name -> {
              var text = original.files().text(name);
              text.ifPresent(found -> files.put(FOLDER + name, found));
              return text;
            });
  }

  /// The same configuration; records the files that are read through it.
  public ConfigurationSource source() {
    return configurationSource;
  }

  /// The path of the configuration in the zip.
  public String path() {
    return FILE;
  }

  public Map<String, String> files() {
    return Map.copyOf(files);
  }
}
