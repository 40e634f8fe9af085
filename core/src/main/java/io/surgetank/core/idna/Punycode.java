package io.surgetank.core.idna;

import java.util.Optional;

/// Punycode (RFC 3492) of labels: code points as letters, digits and hyphens.
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_CODE_POINT = 0x80;
  private static final char DELIMITER = '-';

  private Punycode() {}

  /// The code points that `encoded`, without a prefix, is for. Empty if it is not Punycode.
  static Optional<String> decode(String encoded) {
    int end = encoded.lastIndexOf(DELIMITER);
    var output = new StringBuilder(end < 0 ? "" : encoded.substring(0, end));
    if (end == 0 || !isAscii(output)) return Optional.empty();
    int codePoints = output.length();
    long n = INITIAL_CODE_POINT;
    long i = 0;
    int bias = INITIAL_BIAS;
    for (int in = end + 1; in < encoded.length(); ) {
      long before = i;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        int digit = in == encoded.length() ? -1 : digit(encoded.charAt(in++));
        if (digit < 0) return Optional.empty();
        i += digit * weight;
        if (i > Integer.MAX_VALUE) return Optional.empty();
        int threshold = threshold(k, bias);
        if (digit < threshold) break;
        weight *= BASE - threshold;
      }
      codePoints++;
      bias = adapt(i - before, codePoints, before == 0 ? DAMP : 2);
      n += i / codePoints;
      i %= codePoints;
      if (!isScalar(n)) return Optional.empty();
      output.insert(output.offsetByCodePoints(0, (int) i), Character.toString((int) n));
      i++;
    }
    return Optional.of(output.toString());
  }

  /// Without a prefix. `text` has at most 63 characters, so that no sum exceeds a `long`.
  static String encode(String text) {
    int[] codePoints = text.codePoints().toArray();
    var output = new StringBuilder();
    for (int each : codePoints) if (each < INITIAL_CODE_POINT) output.append((char) each);
    int done = output.length();
    int damp = DAMP;
    if (done > 0) output.append(DELIMITER);
    long delta = 0;
    int n = INITIAL_CODE_POINT;
    int bias = INITIAL_BIAS;
    while (done < codePoints.length) {
      int next = Integer.MAX_VALUE;
      for (int each : codePoints) if (each >= n) next = Math.min(next, each);
      delta += (long) (next - n) * (done + 1);
      n = next;
      for (int each : codePoints) {
        if (each < n) delta++;
        if (each != n) continue;
        appendInteger(output, delta, bias);
        done++;
        bias = adapt(delta, done, damp);
        damp = 2;
        delta = 0;
      }
      delta++;
      n++;
    }
    return output.toString();
  }

  private static void appendInteger(StringBuilder output, long value, int bias) {
    long rest = value;
    for (int k = BASE; ; k += BASE) {
      int threshold = threshold(k, bias);
      if (rest < threshold) break;
      output.append(digitFor(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
    output.append(digitFor(rest));
  }

  private static int threshold(int k, int bias) {
    return Math.clamp(k - bias, T_MIN, T_MAX);
  }

  private static int adapt(long delta, int codePoints, int damp) {
    long rest = delta / damp;
    rest += rest / codePoints;
    int k = 0;
    while (rest > (BASE - T_MIN) * T_MAX / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return (int) (k + (BASE - T_MIN + 1) * rest / (rest + SKEW));
  }

  private static int digit(char c) {
    if (c >= 'a' && c <= 'z') return c - 'a';
    if (c >= 'A' && c <= 'Z') return c - 'A';
    return c >= '0' && c <= '9' ? c - '0' + T_MAX : -1;
  }

  private static char digitFor(long digit) {
    return (char) (digit < T_MAX ? 'a' + digit : '0' + digit - T_MAX);
  }

  private static boolean isScalar(long codePoint) {
    return codePoint <= Character.MAX_CODE_POINT
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
  }

  private static boolean isAscii(CharSequence text) {
    return text.chars().allMatch(c -> c < INITIAL_CODE_POINT);
  }
}
