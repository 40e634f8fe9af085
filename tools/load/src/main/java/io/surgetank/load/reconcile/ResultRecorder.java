package io.surgetank.load.reconcile;

import io.surgetank.load.payload.GeneratedSubmission;
import io.surgetank.load.payload.SubmissionKind;
import io.surgetank.load.send.SubmissionResult;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Records what was sent and the results, and the ids to follow. Thread-safe.
public final class ResultRecorder {
  private final Findings findings;
  private final Map<String, TrackedJob> tracked = new ConcurrentHashMap<>();
  private final Map<String, String> idsByKey = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refusedValid = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder replayed = new LongAdder();
  private final LongAdder withoutLocation = new LongAdder();

  public ResultRecorder(Findings findings) {
    this.findings = findings;
  }

  public void sent() {
    sent.increment();
  }

  public void record(GeneratedSubmission generatedSubmission, SubmissionResult submissionResult) {
    switch (submissionResult) {
      case SubmissionResult.Accepted(_, var location) -> {
        accepted.increment();
        if (generatedSubmission.submissionKind() == SubmissionKind.INVALID)
          findings.add(name(generatedSubmission, location), "was accepted although it is invalid");
        track(generatedSubmission, location, TrackedJob.Origin.ACCEPTED);
      }
      case SubmissionResult.Replayed(_, var location) -> {
        replayed.increment();
        track(generatedSubmission, location, TrackedJob.Origin.REPLAYED);
      }
      case SubmissionResult.Refused(_, var why) -> {
        count(refused, why);
        if (generatedSubmission.submissionKind() != SubmissionKind.INVALID)
          count(refusedValid, why);
      }
      case SubmissionResult.Failed(var why) -> count(failed, why);
    }
  }

  private void track(
      GeneratedSubmission generatedSubmission, String location, TrackedJob.Origin origin) {
    if (location.isEmpty()) {
      withoutLocation.increment();
      return;
    }
    String id = TrackedJob.idOf(location);
    var expected =
        generatedSubmission.submissionKind() == SubmissionKind.VALID
                || generatedSubmission.submissionKind() == SubmissionKind.DUPLICATE
            ? TrackedJob.Expected.PROCESSED
            : TrackedJob.Expected.ENDED;
    tracked.merge(
        id,
        new TrackedJob(location, expected, origin),
        (before, now) -> {
          if (now.origin() == TrackedJob.Origin.REPLAYED) return before;
          if (before.origin() == TrackedJob.Origin.ACCEPTED)
            findings.add(id, "was assigned to two submissions");
          return now;
        });
    if (!generatedSubmission.key().isEmpty()) requireSameId(generatedSubmission.key(), id);
  }

  private void requireSameId(String key, String id) {
    String before = idsByKey.putIfAbsent(key, id);
    if (before != null && !before.equals(id))
      findings.add(id, "has the same key, " + key + ", as " + before);
  }

  private static String name(GeneratedSubmission generatedSubmission, String location) {
    return location.isEmpty()
        ? "submission " + generatedSubmission.number()
        : TrackedJob.idOf(location);
  }

  private static void count(Map<String, LongAdder> counts, String why) {
    counts.computeIfAbsent(why, _ -> new LongAdder()).increment();
  }

  public Collection<TrackedJob> tracked() {
    return tracked.values();
  }

  public RequestCounts counts() {
    return new RequestCounts(
        sent.sum(),
        accepted.sum(),
        replayed.sum(),
        withoutLocation.sum(),
        sums(refused),
        sums(failed));
  }

  /// Adds the findings that follow from the counts.
  public void addFindings(PassCriteria passCriteria) {
    RequestCounts requestCounts = counts();
    long answered =
        requestCounts.accepted()
            + requestCounts.replayed()
            + requestCounts.totalRefused()
            + requestCounts.totalFailed();
    if (answered != requestCounts.sent())
      findings.add(
          "counts", requestCounts.sent() + " were sent, but " + answered + " have a result");
    if (passCriteria != PassCriteria.OVERLOAD_EXPECTED)
      requestCounts
          .failed()
          .forEach((why, count) ->
              findings.add(count + " submissions", "have an unknown outcome (" + why + ")"));
    if (passCriteria == PassCriteria.ALL_MUST_SUCCEED)
      sums(refusedValid)
          .forEach((why, count) ->
              findings.add(
                  count + " submissions", "were refused although they are valid (" + why + ")"));
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    var sums = new TreeMap<String, Long>();
    counts.forEach((why, count) -> sums.put(why, count.sum()));
    return sums;
  }
}
