package io.surgetank.load.send;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;

/// Names for what goes wrong on the way, few enough to be counted by.
final class FailureNames {
  static final String INTERRUPTED = "interrupted";

  private FailureNames() {}

  static String told(IOException silent) {
    return switch (silent) {
      case HttpConnectTimeoutException _, ConnectException _ -> "no connection";
      case HttpTimeoutException _ -> "timed out";
      default -> "connection lost";
    };
  }
}
