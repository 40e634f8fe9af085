package io.surgetank.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
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

  private static final Pattern ID = Pattern.compile("[0-9a-z]{12}");
  private static final Pattern FORM = Pattern.compile("sgtk_([0-9a-z]{12})_[0-9A-Za-z]{49}");

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

  /// Empty if it is not the text of a key, or has another checksum.
  public static Optional<ApiKeyToken> parse(String text) {
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) return Optional.empty();
    int end = text.length() - CHECKSUM_LENGTH;
    return checksum(text.substring(0, end)).equals(text.substring(end))
        ? Optional.of(new ApiKeyToken(matcher.group(1), text))
        : Optional.empty();
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /// The digest that is stored instead of the text, in hexadecimal.
  String sha256() {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
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
