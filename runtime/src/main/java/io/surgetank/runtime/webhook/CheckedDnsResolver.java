package io.surgetank.runtime.webhook;

import io.surgetank.core.handler.AddressRefusedException;
import io.surgetank.core.handler.AllowedAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/// Finds the addresses of a host, only those that are allowed. The client connects to addresses of
/// this result, so that none can change between the check and the connection.
record CheckedDnsResolver(DnsResolver dns, AllowedAddresses allowed, ProxyRoutes routes)
    implements DnsResolver {

  /// Carries a refusal through the client, which catches no other exception of a resolver.
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    private final AddressRefusedException why;

    Refused(AddressRefusedException why) {
      super(why.getMessage());
      this.why = why;
    }

    AddressRefusedException why() {
      return why;
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] resolved = dns.resolve(host);
    if (routes.isProxy(host)) return resolved;
    try {
      return allowed.require(List.of(resolved)).toArray(InetAddress[]::new);
    } catch (AddressRefusedException refused) {
      throw new Refused(refused);
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return dns.resolveCanonicalHostname(host);
  }
}
