package io.surgetank.cli.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A configuration with one pipeline, `mine`.
final class SinglePipeline {
  private SinglePipeline() {}

  /// Its path. `work` is added to the section `work`, which has the handler.
  static String in(Path folder, String work) throws IOException {
    Files.writeString(folder.resolve("mine.schema.json"), "{\"type\": \"object\"}");
    return Files.writeString(
            folder.resolve("mine.yaml"),
            """
            pipelines:
              mine: {intake: {path: /mine, schema: mine.schema.json}, work: {handler: task, %s}}
            """
                .formatted(work))
        .toString();
  }
}
