package io.surgetank.http.proxy;

import io.surgetank.core.address.IpAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `X-Forwarded-For: client, proxy1, proxy2`: each proxy adds the address of its client at the end.
final class XForwardedFor {
  private XForwardedFor() {}

  /// Reads from the end: what is before the client's own address is from the client.
  static List<Optional<InetAddress>> hops(List<String> lines) {
    var hops = new ArrayList<Optional<InetAddress>>();
    for (String line : lines.reversed()) {
      int end = line.length();
      while (end >= 0 && hops.size() < ForwardingHeader.MAX_HOPS) {
        int comma = line.lastIndexOf(',', end - 1);
        hops.add(IpAddress.parseNode(line.substring(comma + 1, end).strip()));
        end = comma;
      }
    }
    return hops;
  }
}
