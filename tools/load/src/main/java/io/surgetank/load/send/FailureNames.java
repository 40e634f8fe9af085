package io.surgetank.load.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;

/// Maps exceptions to a few names, for counting.
final class FailureNames {
  static final String INTERRUPTED = "interrupted";

  private FailureNames() {}

  static String of(IOException exception) {
    return switch (exception) {
      case HttpConnectTimeoutException _, ConnectException _ -> "no connection";
      case HttpTimeoutException _ -> "timed out";
      default -> "connection lost";
    };
  }
}
