package io.surgetank.proof.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Derives inputs from others: changes bytes, and inserts, removes, repeats and combines parts.
final class Mutator {
  /// Longer ones take time and reach little else.
  static final int MAX_LENGTH = 8 * 1024;

  /// One in many inputs may reach limits such as that of a head.
  private static final int MAX_LONG_LENGTH = 96 * 1024;

  private static final int ONE_LONG_IN = 400;

  private static final int[] BYTES = {
    0, 1, 9, 10, 13, 32, '"', '\\', ',', ':', ';', '0', '9', '-', '{', '}', '[', ']', 0x7F, 0x80,
    0xC0, 0xED, 0xEF, 0xF4, 0xFE, 0xFF
  };

  private final RandomGenerator random;
  private final List<byte[]> tokens;

  Mutator(RandomGenerator random, List<String> tokens) {
    this.random = random;
    this.tokens = tokens.stream().map(token -> token.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /// A changed copy of `input`; `other` may lend parts.
  byte[] mutate(byte[] input, byte[] other) {
    byte[] changed = input.clone();
    int changes = 1 + Integer.numberOfTrailingZeros(random.nextInt() | 1 << 6);
    for (int i = 0; i < changes; i++) changed = change(changed, other);
    int longest = random.nextInt(ONE_LONG_IN) == 0 ? MAX_LONG_LENGTH : MAX_LENGTH;
    if (longest == MAX_LONG_LENGTH) changed = repeated(changed, MAX_LONG_LENGTH);
    return changed.length > longest ? Arrays.copyOf(changed, longest) : changed;
  }

  private byte[] change(byte[] input, byte[] other) {
    int at = random.nextInt(input.length + 1);
    return switch (random.nextInt(10)) {
      case 0 -> with(input, each -> (byte) (each ^ 1 << random.nextInt(8)));
      case 1 -> with(input, _ -> (byte) BYTES[random.nextInt(BYTES.length)]);
      case 2 -> with(input, _ -> (byte) random.nextInt());
      case 3, 4 -> replaced(input, at, 0, token());
      case 5 -> replaced(input, at, token().length, token());
      case 6 -> replaced(input, at, 1 + random.nextInt(16), new byte[0]);
      case 7 -> replaced(input, at, random.nextInt(4), part(other));
      case 8 -> replaced(input, at, 0, part(input));
      default -> repeated(input, MAX_LENGTH);
    };
  }

  private interface ByteChange {
    byte apply(byte before);
  }

  private byte[] with(byte[] input, ByteChange change) {
    if (input.length == 0) return input;
    byte[] changed = input.clone();
    int at = random.nextInt(input.length);
    changed[at] = change.apply(changed[at]);
    return changed;
  }

  private byte[] token() {
    return tokens.get(random.nextInt(tokens.size()));
  }

  private byte[] part(byte[] of) {
    if (of.length == 0) return of;
    int from = random.nextInt(of.length);
    int length = 1 + random.nextInt(random.nextBoolean() ? 8 : 256);
    return Arrays.copyOfRange(of, from, Math.min(of.length, from + length));
  }

  /// Repeats a part in place, so that nesting and counts reach their limits.
  private byte[] repeated(byte[] input, int longest) {
    int at = random.nextInt(input.length + 1);
    byte[] unit = random.nextBoolean() ? token() : part(input);
    if (unit.length == 0) return input;
    int most = Math.max(1, (longest - input.length) / unit.length);
    int times = random.nextInt(1 + Math.min(most, 1 << random.nextInt(17)));
    byte[] run = new byte[unit.length * times];
    for (int i = 0; i < times; i++) System.arraycopy(unit, 0, run, i * unit.length, unit.length);
    return replaced(input, at, 0, run);
  }

  /// The input with `removed` bytes at `at` replaced.
  private static byte[] replaced(byte[] input, int at, int removed, byte[] inserted) {
    int end = Math.min(input.length, at + removed);
    byte[] changed = Arrays.copyOf(input, input.length - (end - at) + inserted.length);
    System.arraycopy(inserted, 0, changed, at, inserted.length);
    System.arraycopy(input, end, changed, at + inserted.length, input.length - end);
    return changed;
  }
}
