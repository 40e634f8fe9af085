package io.surgetank.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// The text of an API key, which is the secret that its holder sends:
/// `sgtk_<id>_<secret><checksum>`. The prefix and the checksum let a secret scanner recognize a key
/// without false positives, and let a server reject a mistyped one without a lookup.
///
/// @param id identifies the key in lists and logs; not secret
public record ApiKeyToken(String id, String text) {
  private static final String PREFIX = "sgtk_";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final int ID_LENGTH = 12;

  /// 62^43 is more than 2^256.
  private static final int SECRET_LENGTH = 43;

  /// 62^6 is more than 2^32.
  private static final int CHECKSUM_LENGTH = 6;

  private static final int LENGTH =
      PREFIX.length() + ID_LENGTH + 1 + SECRET_LENGTH + CHECKSUM_LENGTH;

  /// A new key.
  ///
  /// @param random must be unpredictable
  public static ApiKeyToken create(RandomGenerator random) {
    String id = digits(random, ID_LENGTH, 36).toLowerCase(Locale.ROOT);
    return of(id, digits(random, SECRET_LENGTH, DIGITS.length()));
  }

  static ApiKeyToken of(String id, String secret) {
    String unchecked = PREFIX + id + "_" + secret;
    return new ApiKeyToken(id, unchecked + checksum(unchecked));
  }

  /// Empty if it is not the text of a key, or has another checksum. Called for every request, so it
  /// uses no regular expression.
  public static Optional<ApiKeyToken> parse(String text) {
    int separator = PREFIX.length() + ID_LENGTH;
    boolean isForm =
        text.length() == LENGTH && text.startsWith(PREFIX) && text.charAt(separator) == '_';
    if (!isForm) return Optional.empty();
    for (int i = PREFIX.length(); i < LENGTH; i++)
      if (i != separator && !isDigit(text.charAt(i))) return Optional.empty();
    String id = text.substring(PREFIX.length(), separator);
    int end = LENGTH - CHECKSUM_LENGTH;
    boolean isKey =
        isId(id) && text.regionMatches(end, checksum(text.substring(0, end)), 0, CHECKSUM_LENGTH);
    return isKey ? Optional.of(new ApiKeyToken(id, text)) : Optional.empty();
  }

  /// Of base 62.
  private static boolean isDigit(char each) {
    return (each >= '0' && each <= '9')
        || (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z');
  }

  static boolean isId(String text) {
    if (text.length() != ID_LENGTH) return false;
    for (int i = 0; i < ID_LENGTH; i++) {
      char each = text.charAt(i);
      if (!isDigit(each) || (each >= 'A' && each <= 'Z')) return false;
    }
    return true;
  }

  /// The digest that is stored instead of the text.
  byte[] sha256() {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static String digits(RandomGenerator random, int length, int base) {
    var digits = new StringBuilder(length);
    for (int i = 0; i < length; i++) digits.append(DIGITS.charAt(random.nextInt(base)));
    return digits.toString();
  }

  private static String checksum(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    var digits = new StringBuilder(CHECKSUM_LENGTH);
    long rest = crc.getValue();
    for (int i = 0; i < CHECKSUM_LENGTH; i++) {
      digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return digits.reverse().toString();
  }

  /// Without the secret, so that no log contains it.
  @Override
  public String toString() {
    return PREFIX + id;
  }
}
