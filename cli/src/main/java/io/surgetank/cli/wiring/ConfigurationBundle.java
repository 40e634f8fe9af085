package io.surgetank.cli.wiring;

import io.surgetank.core.configuration.ConfigurationSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// A descriptor and the files it asked for while it was read, as they are laid into the zip.
public final class ConfigurationBundle {
  /// Away from everything that the zip itself has.
  private static final String FOLDER = "descriptor/";

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

  /// The same descriptor; what is read through it is remembered.
  public ConfigurationSource source() {
    return configurationSource;
  }

  /// The descriptor's name in the zip.
  public String descriptor() {
    return FILE;
  }

  public Map<String, String> files() {
    return Map.copyOf(files);
  }
}
