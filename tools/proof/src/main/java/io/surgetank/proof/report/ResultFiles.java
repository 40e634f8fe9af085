package io.surgetank.proof.report;

import io.surgetank.core.json.Json;
import io.surgetank.proof.campaign.CampaignResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The folder with one JSON file per campaign, `earlier.json` with the runs that they had before,
/// and `fixed.json`, which is written by hand.
public record ResultFiles(Path folder) {
  private static final String EARLIER = "earlier.json";
  private static final String FIXED = "fixed.json";

  /// Replaces the campaign's previous result, which becomes an earlier run.
  public Path write(CampaignResult result) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(result.campaign() + ".json");
    if (Files.exists(file)) {
      var earlier = new ArrayList<>(earlierRuns());
      earlier.add(EarlierRun.of(read(file)));
      write(folder.resolve(EARLIER), earlier);
    }
    return write(file, result);
  }

  private static Path write(Path file, Object content) throws IOException {
    return Files.writeString(
        file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
  }

  private static CampaignResult read(Path file) {
    return Json.MAPPER.readValue(file, CampaignResult.class);
  }

  /// In the order of their names.
  public List<CampaignResult> results() throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.endsWith(FIXED) && !file.endsWith(EARLIER))
          .sorted()
          .map(ResultFiles::read)
          .toList();
    }
  }

  /// In the order in which they were recorded.
  public List<EarlierRun> earlierRuns() {
    Path file = folder.resolve(EARLIER);
    if (!Files.exists(file)) return List.of();
    return List.of(Json.MAPPER.readValue(file, EarlierRun[].class));
  }

  public List<FixedFault> fixedFaults() {
    Path file = folder.resolve(FIXED);
    if (!Files.exists(file)) return List.of();
    return List.of(Json.MAPPER.readValue(file, FixedFault[].class));
  }
}
