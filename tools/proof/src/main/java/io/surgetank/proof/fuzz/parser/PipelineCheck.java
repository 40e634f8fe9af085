package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.access.Principal;
import io.surgetank.core.intake.IdempotencyKeyHeader;
import io.surgetank.core.intake.JsonReader;
import io.surgetank.core.intake.ParseResult;
import io.surgetank.core.intake.SubmissionFactory;
import io.surgetank.core.intake.SubmissionSource;
import io.surgetank.core.intake.ValidatorException;
import io.surgetank.core.job.JobId;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Checks payloads against the schemas of accepted pipelines.
final class PipelineCheck {
  private static final List<ParseResult.Parsed> PAYLOADS =
      Stream.of(
              "{}",
              "{\"id\":\"a\",\"amount\":10.50,\"mail\":\"a@b.example\",\"name\":\"ab c\",\"list\":[1,{\"a\":1}]}",
              "{\"id\":1e400,\"amount\":-1,\"mail\":\"\",\"when\":\"2026-02-30T25:61:61Z\",\"host\":\"xn--a\"}",
              "{\"a\":".repeat(60) + "1" + "}".repeat(60),
              "{\"list\":[" + "1,".repeat(200) + "2],\"other\":{\"other\":{\"id\":null}}}",
              "{\"productId\":\"\\ud83d\\ude00\",\"quantity\":2,\"gift\":true,\"x-a\":\""
                  + "a".repeat(300)
                  + "!\"}")
          .map(text -> JsonReader.read(text.getBytes(StandardCharsets.UTF_8)))
          .map(ParseResult.Parsed.class::cast)
          .toList();

  private PipelineCheck() {}

  /// An internal error of the validator, if there is one.
  static Optional<String> violation(Pipelines pipelines) {
    var incidents = new ArrayList<ValidatorException>();
    for (Pipeline pipeline : pipelines.all()) {
      var factory = new SubmissionFactory(pipeline, incidents::add);
      for (ParseResult.Parsed payload : PAYLOADS) {
        var _ =
            factory.create(
                payload,
                new IdempotencyKeyHeader.None(),
                JobId.of(1, 1),
                new SubmissionSource(Principal.ANONYMOUS, Optional.empty()));
      }
    }
    if (incidents.isEmpty()) return Optional.empty();
    StackTraceElement[] trace = incidents.getFirst().getStackTrace();
    return Optional.of(
        "incident: %s at %s"
            .formatted(incidents.getFirst().getMessage(), trace.length == 0 ? "?" : trace[0]));
  }
}
