package io.surgetank.cli.command;

import io.surgetank.load.payload.FilePayloads;
import io.surgetank.load.payload.PayloadMix;
import io.surgetank.load.payload.Payloads;
import io.surgetank.load.payload.SchemaPayloads;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.send.Endpoint;
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
  Submissions submissions(Optional<Endpoint> door, long chance) {
    var payloadMix =
        new PayloadMix(
            PayloadMix.share(invalid), PayloadMix.share(duplicates), PayloadMix.share(poison));
    long chosen = seed.orElse(chance);
    boolean keyed = payloadMix.duplicates() > 0 || door.map(Endpoint::needsKey).orElse(false);
    var keys = keyed ? Submissions.Keys.EACH : Submissions.Keys.NONE;
    return new Submissions(payloads(door, chosen), payloadMix, chosen, keys);
  }

  private Payloads payloads(Optional<Endpoint> door, long chosen) {
    if (file.isPresent()) return FilePayloads.read(file.get());
    return door.map(it -> SchemaPayloads.of(it.schema(), chosen))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the server tells of no such pipeline at /openapi.json; say what to send with"
                    + " --file"));
  }
}
