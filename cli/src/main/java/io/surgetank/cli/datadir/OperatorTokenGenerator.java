package io.surgetank.cli.datadir;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Creates bearer tokens for operators.
public final class OperatorTokenGenerator {
  /// 256 bits cannot be guessed.
  static final int BYTES = 32;

  private OperatorTokenGenerator() {}

  /// A new token.
  ///
  /// @param random must be unpredictable
  public static String create(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
