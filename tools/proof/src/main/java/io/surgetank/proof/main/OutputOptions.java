package io.surgetank.proof.main;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where a run writes its result.
final class OutputOptions {
  @Option(
      names = "--results",
      paramLabel = "FOLDER",
      defaultValue = "tools/proof/results",
      description = "Folder of the result files. Default: ${DEFAULT-VALUE}")
  private Path results = Path.of("tools/proof/results");

  @Option(
      names = "--page",
      paramLabel = "FILE",
      defaultValue = "docs/reliability.md",
      description = "The page to generate from them. Default: ${DEFAULT-VALUE}")
  private Path page = Path.of("docs/reliability.md");

  Path results() {
    return results;
  }

  Path page() {
    return page;
  }
}
