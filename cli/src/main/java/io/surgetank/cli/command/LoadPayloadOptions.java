package io.surgetank.cli.command;

import io.surgetank.load.payload.FilePayloads;
import io.surgetank.load.payload.PayloadMix;
import io.surgetank.load.payload.Payloads;
import io.surgetank.load.payload.SchemaPayloads;
import io.surgetank.load.payload.Submissions;
import io.surgetank.load.send.PipelineOperation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options for the payloads of a load test.
final class LoadPayloadOptions {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "Payloads, sent in turn: JSON, an array, or NDJSON. Default: generated from the schema.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--seed",
      description = "Seed of payloads and keys, for repeatable runs. Default: random.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--invalid",
      defaultValue = "0%",
      description = "Share of invalid payloads, which must be rejected: 5%%")
  private String invalid = "0%";

  @Option(
      names = "--duplicates",
      defaultValue = "0%",
      description = "Share of repeated requests with the same key, to be replayed: 5%%")
  private String duplicates = "0%";

  @Option(
      names = "--poison",
      defaultValue = "0%",
      description = "Share of payloads that fail in the handler (numbers too long to compute): 1%%")
  private String poison = "0%";

  /// Throws [IllegalArgumentException] with a message if there is neither a file nor a schema.
  Submissions submissions(Optional<PipelineOperation> endpoint, long defaultSeed) {
    var payloadMix =
        new PayloadMix(
            PayloadMix.share(invalid), PayloadMix.share(duplicates), PayloadMix.share(poison));
    long chosen = seed.orElse(defaultSeed);
    boolean keyed =
        payloadMix.duplicates() > 0 || endpoint.map(PipelineOperation::needsKey).orElse(false);
    var keys = keyed ? Submissions.Keys.EACH : Submissions.Keys.NONE;
    return new Submissions(payloads(endpoint, chosen), payloadMix, chosen, keys);
  }

  private Payloads payloads(Optional<PipelineOperation> endpoint, long chosen) {
    if (file.isPresent()) return FilePayloads.read(file.get());
    return endpoint
        .map(it -> SchemaPayloads.of(it.schema(), chosen))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no such pipeline in the server's /openapi.json; set the payloads with --file"));
  }
}
