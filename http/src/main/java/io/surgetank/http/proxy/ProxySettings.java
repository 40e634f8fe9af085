package io.surgetank.http.proxy;

import io.surgetank.core.address.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// The reverse proxies in front of a server.
///
/// @param addresses of the proxies; what other clients report is ignored
/// @param header in which they report the addresses of their clients
/// @param publicUrl the base of links in responses to their clients; empty: the server's own paths
public record ProxySettings(
    List<AddressRange> addresses, ForwardingHeader header, Optional<PublicUrl> publicUrl) {
  public static final ProxySettings NONE =
      new ProxySettings(List.of(), ForwardingHeader.X_FORWARDED_FOR, Optional.empty());

  public ProxySettings {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty() && publicUrl.isPresent())
      throw new IllegalArgumentException("a public URL needs the addresses of the proxies");
  }

  /// Whether the server has proxies.
  public boolean isUsed() {
    return !addresses.isEmpty();
  }

  boolean trusts(InetAddress address) {
    for (AddressRange range : addresses) if (range.contains(address)) return true;
    return false;
  }
}
