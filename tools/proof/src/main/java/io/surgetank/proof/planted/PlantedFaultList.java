package io.surgetank.proof.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Reads the list of planted faults: YAML, a list of mappings with `name`, `fault`, `file`,
/// `original`, `replacement` and `campaign`.
public final class PlantedFaultList {
  private PlantedFaultList() {}

  public static List<PlantedFault> read(Path file) throws IOException {
    var load = new Load(LoadSettings.builder().setLabel(file.toString()).build());
    var faults = new ArrayList<PlantedFault>();
    var names = new HashSet<String>();
    if (load.loadFromString(Files.readString(file)) instanceof List<?> entries)
      for (Object entry : entries) {
        PlantedFault fault = fault(file, entry);
        if (!names.add(fault.name()))
          throw new IllegalArgumentException(file + ": two faults have the name " + fault.name());
        faults.add(fault);
      }
    if (faults.isEmpty()) throw new IllegalArgumentException(file + " has no list of faults");
    return faults;
  }

  private static PlantedFault fault(Path file, Object entry) {
    if (!(entry instanceof Map<?, ?> values))
      throw new IllegalArgumentException(file + ": not a mapping: " + entry);
    return new PlantedFault(
        text(file, values, "name"),
        text(file, values, "fault"),
        text(file, values, "file"),
        text(file, values, "original"),
        text(file, values, "replacement"),
        List.of(text(file, values, "campaign").split(" ")));
  }

  private static String text(Path file, Map<?, ?> values, String key) {
    if (values.get(key) instanceof String text) return text.strip();
    throw new IllegalArgumentException("%s: %s is missing in %s".formatted(file, key, values));
  }
}
