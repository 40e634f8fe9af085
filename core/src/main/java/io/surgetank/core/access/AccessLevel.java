package io.surgetank.core.access;

/// Who may request an operation of a pipeline. Credentials must have its scope in any case. Each
/// level admits no client that the one before does not.
public enum AccessLevel {
  /// Every client. Credentials that are sent are checked if the server requires any.
  ANYONE,
  /// As the server requires: see [AnonymousAccess].
  SERVER,
  /// The same, but only clients on the server's machine may omit credentials.
  LOOPBACK,
  /// Only principals with credentials.
  KEY,
  /// Only principals that also have [Scope#OPERATE], without a tenant.
  OPERATOR
}
