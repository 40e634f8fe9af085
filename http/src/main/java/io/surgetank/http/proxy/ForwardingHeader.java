package io.surgetank.http.proxy;

import io.surgetank.core.api.Request;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// The header in which proxies report the addresses of their clients. A proxy passes on the other
/// one as a client sent it, so only one of them can be trusted.
public enum ForwardingHeader {
  X_FORWARDED_FOR("x-forwarded-for") {
    @Override
    List<Optional<InetAddress>> hops(List<String> lines) {
      return XForwardedFor.hops(lines);
    }
  },
  /// RFC 7239.
  FORWARDED("forwarded") {
    @Override
    List<Optional<InetAddress>> hops(List<String> lines) {
      return Forwarded.hops(lines);
    }
  };

  /// More proxies than any real chain has.
  static final int MAX_HOPS = 32;

  private final String label;

  ForwardingHeader(String label) {
    this.label = label;
  }

  /// In lower case.
  public String label() {
    return label;
  }

  /// The address that each proxy received the request from, beginning with the nearest proxy. Empty
  /// addresses are hidden or malformed. No more than [#MAX_HOPS]; none without the header.
  List<Optional<InetAddress>> hops(Request head) {
    return hops(head.headers(label));
  }

  abstract List<Optional<InetAddress>> hops(List<String> lines);
}
