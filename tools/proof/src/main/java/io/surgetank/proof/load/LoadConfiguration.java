package io.surgetank.proof.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The pipelines that the load uses.
public final class LoadConfiguration {
  /// Of each round.
  public static final int MAX_ATTEMPTS = 3;

  /// Their names; the path of each is its name.
  static final String PLAIN = "plain";

  static final String ORDERED = "ordered";

  private static final String TEXT =
      """
      pipelines:
        plain:
          intake: {path: /plain, schema: job.schema.json}
          work:
            handler: {name: HANDLER, history: "FILE"}
            concurrency: 8
          retry: &retry {policy: fixed, base: 20ms, attempts: ATTEMPTS}
          records: &keep {keep: KEEP}
          deadLetters: *keep
        ordered:
          intake: {path: /ordered, schema: job.schema.json}
          work:
            handler: {name: HANDLER, history: "FILE"}
            concurrency: 8
            orderingKey: group
          retry: *retry
          records: *keep
          deadLetters: *keep
      """;

  private static final String SCHEMA =
      """
      {"type": "object", "required": ["n", "work"]}
      """;

  private LoadConfiguration() {}

  /// Writes it to the folder, with handlers that append to the history, and returns its file.
  ///
  /// @param keep how long jobs are kept after their end
  public static Path write(Path folder, Path history, Duration keep) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("job.schema.json"), SCHEMA);
    return Files.writeString(
        folder.resolve("surgetank.yaml"),
        TEXT.replace("HANDLER", RecordingHandler.class.getName())
            .replace("FILE", history.toString())
            .replace("KEEP", keep.toSeconds() + "s")
            .replace("ATTEMPTS", Integer.toString(MAX_ATTEMPTS)));
  }
}
