package io.surgetank.proof.load;

import io.surgetank.proof.history.HistoryEntry.Form;
import io.surgetank.proof.history.HistoryEntry.SentJob;
import io.surgetank.proof.history.HistoryEntry.Submitted;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Makes submissions, and their bodies.
record SubmissionGenerator(KnownJobs known, RandomGenerator random) {
  private static final int GROUPS = 8;
  private static final int LARGEST_BATCH = 6;

  /// New jobs, two of three with a key.
  Submitted fresh() {
    long request = known.nextNumber();
    String key = random.nextInt(3) == 0 ? "" : "k" + request;
    return with(request, pipeline(), key);
  }

  /// Other jobs with a key that was used before.
  Submitted conflicting(Submitted earlier) {
    return with(known.nextNumber(), earlier.pipeline(), earlier.key());
  }

  /// The same jobs with the same key.
  Submitted repeated(Submitted earlier) {
    return new Submitted(
        known.nextNumber(), earlier.pipeline(), earlier.key(), earlier.form(), earlier.jobs());
  }

  private String pipeline() {
    return random.nextInt(3) == 0 ? LoadConfiguration.ORDERED : LoadConfiguration.PLAIN;
  }

  private Submitted with(long request, String pipeline, String key) {
    Form form = random.nextInt(4) == 0 ? Form.BATCH : Form.SINGLE;
    int count = form == Form.SINGLE ? 1 : 1 + random.nextInt(LARGEST_BATCH);
    var jobs = new ArrayList<SentJob>();
    for (int i = 0; i < count; i++) jobs.add(new SentJob(known.nextNumber(), group(pipeline)));
    return new Submitted(request, pipeline, key, form, jobs);
  }

  private String group(String pipeline) {
    return pipeline.equals(LoadConfiguration.ORDERED) ? "g" + random.nextInt(GROUPS) : "";
  }

  static String body(Submitted submitted) {
    List<String> payloads = submitted.jobs().stream().map(SubmissionGenerator::payload).toList();
    return switch (submitted.form()) {
      case SINGLE -> payloads.getFirst();
      case BATCH -> payloads.stream().collect(Collectors.joining(",", "[", "]"));
    };
  }

  /// Depends on the job alone, so that a repeat is equal.
  private static String payload(SentJob job) {
    return "{\"n\":%d,\"work\":\"%s\",\"group\":\"%s\"}"
        .formatted(job.number(), WorkKind.of(Long.hashCode(job.number())), job.group());
  }
}
