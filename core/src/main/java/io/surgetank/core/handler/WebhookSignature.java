package io.surgetank.core.handler;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs as required by Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
record WebhookSignature(byte[] key) {
  static final String PREFIX = "whsec_";

  /// Parses a secret: `whsec_` and Base64, or any other text. Throws [IllegalArgumentException]
  /// when it is empty or the Base64 is invalid.
  static WebhookSignature withSecret(String secret) {
    byte[] key =
        secret.startsWith(PREFIX)
            ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
            : secret.getBytes(StandardCharsets.UTF_8);
    if (key.length == 0) throw new IllegalArgumentException("a secret must not be empty");
    return new WebhookSignature(key);
  }

  /// The value of the `webhook-signature` header.
  String of(String id, long timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has HmacSHA256", missing);
    }
  }
}
