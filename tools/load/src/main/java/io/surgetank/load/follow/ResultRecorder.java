package io.surgetank.load.follow;

import io.surgetank.load.payload.GeneratedSubmission;
import io.surgetank.load.payload.SubmissionKind;
import io.surgetank.load.send.SubmissionResult;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// The client's own book: what was sent, what was answered, which ids to follow. Safe for many
/// threads.
public final class ResultRecorder {
  private final Findings findings;
  private final Map<String, Tracked> tracked = new ConcurrentHashMap<>();
  private final Map<String, String> idsByKey = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> refusedUnwanted = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder replayed = new LongAdder();
  private final LongAdder nameless = new LongAdder();

  public ResultRecorder(Findings findings) {
    this.findings = findings;
  }

  public void sent() {
    sent.increment();
  }

  public void note(GeneratedSubmission generatedSubmission, SubmissionResult submissionResult) {
    switch (submissionResult) {
      case SubmissionResult.Accepted(_, var location) -> {
        accepted.increment();
        if (generatedSubmission.submissionKind() == SubmissionKind.INVALID)
          findings.add(name(generatedSubmission, location), "was accepted though it is not valid");
        track(generatedSubmission, location, Tracked.Origin.ACCEPTED);
      }
      case SubmissionResult.Replayed(_, var location) -> {
        replayed.increment();
        track(generatedSubmission, location, Tracked.Origin.REPLAYED);
      }
      case SubmissionResult.Refused(_, var why) -> {
        count(refused, why);
        if (generatedSubmission.submissionKind() != SubmissionKind.INVALID)
          count(refusedUnwanted, why);
      }
      case SubmissionResult.Failed(var why) -> count(failed, why);
    }
  }

  private void track(
      GeneratedSubmission generatedSubmission, String location, Tracked.Origin origin) {
    if (location.isEmpty()) {
      nameless.increment();
      return;
    }
    String id = Tracked.idOf(location);
    var expected =
        generatedSubmission.submissionKind() == SubmissionKind.VALID
                || generatedSubmission.submissionKind() == SubmissionKind.DUPLICATE
            ? Tracked.Expected.PROCESSED
            : Tracked.Expected.ENDED;
    tracked.merge(
        id,
        new Tracked(location, expected, origin),
        (before, now) -> {
          if (now.origin() == Tracked.Origin.REPLAYED) return before;
          if (before.origin() == Tracked.Origin.ACCEPTED)
            findings.add(id, "was given to two submissions");
          return now;
        });
    if (!generatedSubmission.key().isEmpty()) sameKeySameId(generatedSubmission.key(), id);
  }

  private void sameKeySameId(String key, String id) {
    String before = idsByKey.putIfAbsent(key, id);
    if (before != null && !before.equals(id))
      findings.add(id, "has the key " + key + ", and so has " + before);
  }

  private static String name(GeneratedSubmission generatedSubmission, String location) {
    return location.isEmpty()
        ? "submission " + generatedSubmission.number()
        : Tracked.idOf(location);
  }

  private static void count(Map<String, LongAdder> counts, String why) {
    counts.computeIfAbsent(why, _ -> new LongAdder()).increment();
  }

  public Collection<Tracked> tracked() {
    return tracked.values();
  }

  public RequestCounts counts() {
    return new RequestCounts(
        sent.sum(), accepted.sum(), replayed.sum(), nameless.sum(), sums(refused), sums(failed));
  }

  /// Adds what the counts alone say against the run.
  public void judge(Strictness strictness) {
    RequestCounts requestCounts = counts();
    long answered =
        requestCounts.accepted()
            + requestCounts.replayed()
            + requestCounts.refusedInAll()
            + requestCounts.failedInAll();
    if (answered != requestCounts.sent())
      findings.add(
          "the counts", requestCounts.sent() + " were sent, but " + answered + " have an outcome");
    if (strictness != Strictness.MAY_BREAK)
      requestCounts
          .failed()
          .forEach((why, count) ->
              findings.add(
                  count + " submissions",
                  "got no answer that says what became of them (" + why + ")"));
    if (strictness == Strictness.ALL_MUST_SUCCEED)
      sums(refusedUnwanted)
          .forEach((why, count) ->
              findings.add(
                  count + " submissions", "were refused though they are valid (" + why + ")"));
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    var sums = new TreeMap<String, Long>();
    counts.forEach((why, count) -> sums.put(why, count.sum()));
    return sums;
  }
}
