package io.surgetank.proof.report;

import io.surgetank.core.json.Json;
import io.surgetank.proof.campaign.CampaignResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The folder with one JSON file per campaign, and `fixed.json`, which is written by hand.
public record ResultFiles(Path folder) {
  private static final String FIXED = "fixed.json";

  /// Replaces the campaign's previous result.
  public Path write(CampaignResult result) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(
        folder.resolve(result.campaign() + ".json"),
        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result) + "\n");
  }

  /// In the order of their names.
  public List<CampaignResult> results() throws IOException {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json") && !file.endsWith(FIXED))
          .sorted()
          .map(file -> Json.MAPPER.readValue(file, CampaignResult.class))
          .toList();
    }
  }

  public List<FixedFault> fixedFaults() {
    Path file = folder.resolve(FIXED);
    if (!Files.exists(file)) return List.of();
    return List.of(Json.MAPPER.readValue(file, FixedFault[].class));
  }
}
