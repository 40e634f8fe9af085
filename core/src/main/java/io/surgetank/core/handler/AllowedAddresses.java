package io.surgetank.core.handler;

import io.surgetank.core.address.AddressRange;
import io.surgetank.core.address.IpAddress;
import io.surgetank.core.address.Network;
import java.net.InetAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The addresses that requests to a target may be sent to. The target itself is in the
/// configuration and so trusted; the addresses of its name are found by DNS and are not.
///
/// @param networks of addresses that are allowed without a list
/// @param listed if there is one, only these
public record AllowedAddresses(Set<Network> networks, List<AddressRange> listed) {
  /// Names that the public DNS cannot have: their addresses are set within the network.
  private static final List<String> LOCAL_SUFFIXES =
      List.of(".local", ".internal", ".home.arpa", ".svc");

  public AllowedAddresses {
    networks = Set.copyOf(networks);
    listed = List.copyOf(listed);
  }

  /// The rule for this target.
  public static AllowedAddresses of(URI target, List<AddressRange> listed) {
    String host = host(target);
    boolean isProven = "https".equals(target.getScheme());
    if (literal(host).isPresent())
      return new AllowedAddresses(
          EnumSet.of(Network.PUBLIC, Network.PRIVATE, Network.LOOPBACK), listed);
    if (host.equals("localhost") || host.endsWith(".localhost"))
      return new AllowedAddresses(EnumSet.of(Network.LOOPBACK), listed);
    // A certificate proves that the receiver has this name, at any address.
    if (isProven || isLocal(host))
      return new AllowedAddresses(EnumSet.of(Network.PUBLIC, Network.PRIVATE), listed);
    return new AllowedAddresses(EnumSet.of(Network.PUBLIC), listed);
  }

  private static boolean isLocal(String host) {
    return host.indexOf('.') < 0 || LOCAL_SUFFIXES.stream().anyMatch(host::endsWith);
  }

  /// The host of a URL, in lower case, without brackets and final dot. [URI#getHost()] has none for
  /// names with an underscore.
  public static String host(URI target) {
    String authority = target.getRawAuthority();
    if (authority.startsWith("[")) return authority.substring(1, authority.indexOf(']'));
    int colon = authority.indexOf(':');
    String name = (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /// The address that a host is, if it is no name.
  static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException name) {
      return Optional.empty();
    }
  }

  public boolean admits(InetAddress address) {
    return listed.isEmpty()
        ? networks.contains(Network.of(address))
        : listed.stream().anyMatch(range -> range.contains(address) && intends(range, address));
  }

  /// A wider range does not open the reserved addresses in it: an operator who lists a private
  /// network does not mean the metadata service of the provider.
  private static boolean intends(AddressRange range, InetAddress address) {
    return Network.of(address) != Network.RESERVED || Network.of(range.first()) == Network.RESERVED;
  }

  /// Those of the addresses that are allowed. Throws if there is none.
  ///
  /// @param resolved at least one
  public List<InetAddress> require(List<InetAddress> resolved) throws AddressRefusedException {
    List<InetAddress> allowed = resolved.stream().filter(this::admits).toList();
    if (allowed.isEmpty()) throw new AddressRefusedException(refusal(resolved.getFirst()));
    return allowed;
  }

  /// Why the address is not allowed, for people.
  String refusal(InetAddress address) {
    return IpAddress.text(address)
        + (listed.isEmpty()
            ? ", "
                + Network.of(address).description()
                + ". To allow it, list it in 'addresses' of the handler"
            : ", which is not in 'addresses' of the handler");
  }
}
