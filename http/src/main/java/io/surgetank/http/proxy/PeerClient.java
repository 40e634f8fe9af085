package io.surgetank.http.proxy;

import io.surgetank.core.address.IpAddress;
import io.surgetank.core.api.Client;
import io.surgetank.core.api.Request;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// The clients of one connection: its peer, or those behind it if the peer is a proxy.
///
/// @param peer the client with the address of the peer
/// @param isProxy whether the peer may report other addresses
public record PeerClient(ProxySettings proxies, Client peer, boolean isProxy) {

  /// Of a connection from this address.
  public static PeerClient of(ProxySettings proxies, InetAddress address) {
    return new PeerClient(proxies, Client.at(IpAddress.text(address)), proxies.trusts(address));
  }

  /// The client that sent this request.
  public Client of(Request head) {
    if (!isProxy) return peer;
    List<Optional<InetAddress>> hops = proxies.header().hops(head);
    // A request of the proxy's machine, such as a health check or a command.
    if (hops.isEmpty()) return peer;
    return new Client(address(hops), proxies.publicUrl().map(PublicUrl::text).orElse(""));
  }

  /// The first address that is not a proxy's. If a proxy hid it or reported nonsense, the address
  /// of that proxy.
  private String address(List<Optional<InetAddress>> hops) {
    String nearest = peer.address();
    for (Optional<InetAddress> hop : hops) {
      if (hop.isEmpty()) return nearest;
      nearest = IpAddress.text(hop.get());
      if (!proxies.trusts(hop.get())) return nearest;
    }
    return nearest;
  }
}
