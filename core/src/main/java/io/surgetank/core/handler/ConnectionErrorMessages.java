package io.surgetank.core.handler;

import java.io.IOException;
import java.net.URI;

/// Why a receiver could not be reached, with its host and port: the same texts for every client.
///
/// @param where host and port of the receiver
public record ConnectionErrorMessages(String where) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  public static ConnectionErrorMessages of(URI target) {
    String authority = target.getRawAuthority();
    if (authority.matches(".*:[0-9]+")) return new ConnectionErrorMessages(authority);
    String host =
        authority.endsWith(":") ? authority.substring(0, authority.length() - 1) : authority;
    return new ConnectionErrorMessages(
        host + ":" + ("https".equals(target.getScheme()) ? HTTPS : HTTP));
  }

  public String unresolved() {
    return "the host of " + where + " cannot be resolved";
  }

  /// The host has only addresses that are not allowed.
  public String refused(AddressRefusedException why) {
    return "the host of " + where + " has the address " + why.getMessage();
  }

  public String notAccepted() {
    return where + " did not accept the connection within 5 s";
  }

  public String noRoute() {
    return "there is no route to " + where;
  }

  public String notConnected(String reason) {
    return "no connection to " + where + ": " + reason;
  }

  public String tlsFailed(String reason) {
    return "TLS with " + where + " failed: " + reason;
  }

  public String noReply() {
    return where + " closed the connection without a reply";
  }

  public String failed(IOException cause) {
    return "the exchange with " + where + " failed: " + reason(cause);
  }

  /// The message, or the class of an exception without one.
  public static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
