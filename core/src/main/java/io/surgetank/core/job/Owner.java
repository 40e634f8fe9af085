package io.surgetank.core.job;

import io.surgetank.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Who a job belongs to: the tenant of the principal that submitted it, else that principal itself.
/// Stored with the job, so its texts never change.
///
/// @param value compared as a whole; empty for [#NONE]
public record Owner(String value) {
  private static final String TENANT = "tenant:";

  /// Of jobs that were submitted without credentials, by operators or by earlier versions.
  public static final Owner NONE = new Owner("");

  /// 128 bits, as many as identify a subject without collisions.
  private static final int SUBJECT_BYTES = 16;

  public static Owner ofTenant(Tenant tenant) {
    return new Owner(TENANT + tenant.value());
  }

  /// Of the users of an API key.
  ///
  /// @param id of the key, or of the first one in a chain of rotations
  public static Owner ofKey(String id) {
    return new Owner("key:" + id);
  }

  /// Of the subject of a token. Only its digest: subjects may be e-mail addresses, and records of
  /// jobs are read by more people than the issuer's.
  public static Owner ofSubject(String issuer, String subject) {
    byte[] digest = Sha256.of((issuer + "\n" + subject).getBytes(StandardCharsets.UTF_8));
    return new Owner("jwt:" + HexFormat.of().formatHex(Arrays.copyOf(digest, SUBJECT_BYTES)));
  }

  public boolean isTenant() {
    return value.startsWith(TENANT);
  }

  public boolean isNone() {
    return value.isEmpty();
  }
}
