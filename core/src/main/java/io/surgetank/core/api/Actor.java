package io.surgetank.core.api;

import io.surgetank.core.access.GivenName;
import io.surgetank.core.access.Principal;

/// Who acts and from where, as the audit log records it.
final class Actor {
  private static final int MAX_LENGTH = 100;

  private Actor() {}

  /// The principal, which its credentials prove. The operator token may have several users, so the
  /// name that the client gave is added, which nothing proves.
  static String of(Request request) {
    String address = request.client().address();
    return name(request) + (address.isEmpty() ? "" : " from " + address);
  }

  private static String name(Request request) {
    String principal = request.principal().name();
    if (!request.principal().equals(Principal.OPERATOR)) return principal;
    String name =
        request.header("surgetank-actor").orElse("").replaceAll("[^\\x20-\\x7E]", "?").strip();
    if (name.isEmpty()) return principal;
    String claimed = name.substring(0, Math.min(name.length(), MAX_LENGTH));
    return principal + " (claimed name: " + GivenName.shown(claimed) + ")";
  }
}
