package io.surgetank.load.payload;

/// The submissions of a run by number, each a pure function of seed and number.
///
/// @param keys whether submissions have an `Idempotency-Key`
public record Submissions(Payloads payloads, PayloadMix payloadMix, long seed, Keys keys) {
  public enum Keys {
    NONE,
    EACH
  }

  /// The maximum distance of a duplicate from its original, which may still be in flight.
  private static final int MAX_DISTANCE = 1000;

  public GeneratedSubmission at(long number) {
    SubmissionKind submissionKind = kind(number);
    return switch (submissionKind) {
      case VALID ->
          new GeneratedSubmission(
              number, submissionKind, number, key(number), payloads.valid(number));
      case POISON ->
          new GeneratedSubmission(
              number, submissionKind, number, key(number), payloads.poison(number));
      case INVALID ->
          new GeneratedSubmission(
              number, submissionKind, number, key(number), payloads.invalid(number));
      case DUPLICATE -> duplicate(number);
    };
  }

  private GeneratedSubmission duplicate(long number) {
    long original = original(number);
    // There is nothing to repeat at the start.
    return original < 0
        ? new GeneratedSubmission(
            number, SubmissionKind.VALID, number, key(number), payloads.valid(number))
        : new GeneratedSubmission(
            number, SubmissionKind.DUPLICATE, original, key(original), payloads.valid(original));
  }

  private SubmissionKind kind(long number) {
    return payloadMix.kind(
        RandomInputs.of(~seed, number, RandomInputs.Extent.SOME).random().nextDouble());
  }

  /// The number of an earlier valid submission, or -1.
  private long original(long number) {
    int back = (int) Math.min(number, MAX_DISTANCE);
    if (back == 0) return -1;
    var randomInputs = RandomInputs.of(Long.reverse(seed), number, RandomInputs.Extent.SOME);
    long from = number - 1 - randomInputs.random().nextInt(back);
    for (long earlier = from; earlier >= number - back; earlier--)
      if (kind(earlier) == SubmissionKind.VALID) return earlier;
    return -1;
  }

  private String key(long number) {
    return keys == Keys.NONE ? "" : "load-" + Long.toHexString(seed) + "-" + number;
  }
}
