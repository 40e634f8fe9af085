package io.surgetank.core.access;

/// Whether clients may submit, read and cancel jobs without credentials. The operators' API always
/// requires them.
public enum AnonymousAccess {
  ALLOWED,
  /// Until the first API key is created. Revoking or expiring keys does not allow it again.
  UNTIL_FIRST_KEY,
  REFUSED
}
