package io.surgetank.http;

import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses what a server sent.
final class ResponseStatuses {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) [A-Z]");

  private ResponseStatuses() {}

  /// The statuses in order; `close` follows if the last response closes the connection.
  static String statuses(String received) {
    var found = new ArrayList<String>();
    for (Matcher each = STATUS.matcher(received); each.find(); ) found.add(each.group(1));
    if (received.contains("\r\nConnection: close\r\n")) found.add("close");
    return String.join(" ", found);
  }
}
