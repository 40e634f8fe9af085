package io.surgetank.load.payload;

/// Which shares of the submissions are not plainly valid, each from 0 to 1.
public record PayloadMix(double invalid, double duplicates, double poison) {
  public static final PayloadMix ALL_VALID = new PayloadMix(0, 0, 0);

  public PayloadMix {
    if (invalid < 0 || duplicates < 0 || poison < 0 || invalid + duplicates + poison > 1)
      throw new IllegalArgumentException("the shares are at least 0% and together at most 100%");
  }

  /// What a draw from 0 to 1 comes to.
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
      throw new IllegalArgumentException(text + " is no share; write 5%", notANumber);
    }
  }
}
