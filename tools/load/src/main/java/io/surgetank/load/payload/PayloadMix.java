package io.surgetank.load.payload;

/// Shares of submissions of other kinds than valid, each from 0 to 1.
public record PayloadMix(double invalid, double duplicates, double poison) {
  public static final PayloadMix ALL_VALID = new PayloadMix(0, 0, 0);

  public PayloadMix {
    if (invalid < 0 || duplicates < 0 || poison < 0 || invalid + duplicates + poison > 1)
      throw new IllegalArgumentException("shares must be at least 0% and at most 100% in total");
  }

  /// The kind for a random number from 0 to 1.
  SubmissionKind kind(double draw) {
    if (draw < invalid) return SubmissionKind.INVALID;
    if (draw < invalid + duplicates) return SubmissionKind.DUPLICATE;
    return draw < invalid + duplicates + poison ? SubmissionKind.POISON : SubmissionKind.VALID;
  }

  /// Reads `5%` or `0.05`.
  public static double share(String text) {
    try {
      return text.endsWith("%")
          ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
          : Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "invalid share '" + text + "': use 5% or 0.05", notANumber);
    }
  }
}
