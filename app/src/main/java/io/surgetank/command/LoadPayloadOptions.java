package io.surgetank.command;

import io.surgetank.load.payload.FilePayloads;
import io.surgetank.load.payload.Mix;
import io.surgetank.load.payload.Payloads;
import io.surgetank.load.payload.SchemaPayloads;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.send.Door;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What is sent.
final class LoadPayloadOptions {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "Payloads, round robin: JSON, an array, or NDJSON. Default: made from the schema.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--seed",
      description = "The same seed makes the same payloads and keys. Default: a new one each time.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--invalid", defaultValue = "0%", description = "Share that must be refused: 5%%")
  private String invalid = "0%";

  @Option(
      names = "--duplicates",
      defaultValue = "0%",
      description = "Share that repeats an earlier one with its key, to be replayed: 5%%")
  private String duplicates = "0%";

  @Option(
      names = "--poison",
      defaultValue = "0%",
      description = "Share with numbers too long to compute with, to die in the handler: 1%%")
  private String poison = "0%";

  /// Throws [IllegalArgumentException] with a sentence when there is nothing to make them from.
  Submissions submissions(Optional<Door> door, long chance) {
    var mix = new Mix(Mix.share(invalid), Mix.share(duplicates), Mix.share(poison));
    long chosen = seed.orElse(chance);
    boolean keyed = mix.duplicates() > 0 || door.map(Door::needsKey).orElse(false);
    var keys = keyed ? Submissions.Keys.EACH : Submissions.Keys.NONE;
    return new Submissions(payloads(door, chosen), mix, chosen, keys);
  }

  private Payloads payloads(Optional<Door> door, long chosen) {
    if (file.isPresent()) return FilePayloads.read(file.get());
    return door.map(it -> SchemaPayloads.of(it.schema(), chosen))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the server tells of no such pipeline at /openapi.json; say what to send with"
                    + " --file"));
  }
}
