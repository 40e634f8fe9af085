package io.surgetank.http;

import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a server said.
final class TestConnection {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) [A-Z]");

  private TestConnection() {}

  /// The statuses in their order; `close` follows when the last response ends the connection.
  static String statuses(String heard) {
    var found = new ArrayList<String>();
    for (Matcher each = STATUS.matcher(heard); each.find(); ) found.add(each.group(1));
    if (heard.contains("\r\nConnection: close\r\n")) found.add("close");
    return String.join(" ", found);
  }
}
