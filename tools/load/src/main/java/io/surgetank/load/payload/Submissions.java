package io.surgetank.load.payload;

/// A run's submissions by number, each a pure function of seed and number.
///
/// @param keys whether every submission that is meant to be accepted has an `Idempotency-Key`
public record Submissions(Payloads payloads, PayloadMix payloadMix, long seed, Keys keys) {
  public enum Keys {
    NONE,
    EACH
  }

  /// How far back a duplicate looks: recent ones too, which may still be on their way.
  private static final int LOOKS_BACK = 1000;

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
    // The first ones have nothing that they could repeat.
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

  /// A valid one before it, or -1.
  private long original(long number) {
    int back = (int) Math.min(number, LOOKS_BACK);
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
