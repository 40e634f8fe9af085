package io.surgetank.http;

import io.surgetank.core.api.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The host names under which a server accepts requests. Every web page open on this machine can
/// reach a server that listens on loopback only, through an attacker's domain name that resolves to
/// 127.0.0.1 (DNS rebinding); such a name is refused. A server on another address accepts every
/// name, since proxies choose theirs.
final class AllowedHosts {
  private final Set<String> known = new HashSet<>(Set.of("localhost"));
  private final boolean any;

  AllowedHosts(ListenSettings settings) {
    String host = settings.host().toLowerCase(Locale.ROOT);
    any = !isLoopback(host) || settings.allowedHosts().contains("*");
    known.add(host);
    known.addAll(settings.allowedHosts());
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("::1")
        || host.equals("[::1]");
  }

  /// Allows health checks under any name: they return no data of users, and load balancers use
  /// arbitrary names.
  boolean admit(Request head) {
    return ConcurrencyLimiter.isHealth(head.path()) || isKnown(head.headers("host"));
  }

  /// Allows a missing or empty `Host`: browsers always send one.
  private boolean isKnown(List<String> hosts) {
    if (any || hosts.isEmpty() || hosts.getFirst().isEmpty()) return true;
    String name = withoutPort(hosts.getFirst()).toLowerCase(Locale.ROOT);
    return isLocal(name) || name.endsWith(".localhost") || known.contains(name);
  }

  /// IP addresses and names without a dot, which an attacker cannot register; gateways send the
  /// latter, such as the name of an nginx upstream.
  private static boolean isLocal(String name) {
    return name.startsWith("[")
        || name.indexOf('.') < 0
        || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }

  /// `uri-host [ ":" port ]`, possibly empty (RFC 9110, 7.2).
  static boolean isWellFormed(String authority) {
    String name = withoutPort(authority);
    String port = authority.substring(name.length());
    if (!port.isEmpty() && !port.substring(1).chars().allMatch(c -> c >= '0' && c <= '9'))
      return false;
    boolean literal = name.startsWith("[") && name.endsWith("]");
    String inner = literal ? name.substring(1, name.length() - 1) : name;
    return inner.chars().allMatch(c -> isOfHost((char) c) || (literal && c == ':'));
  }

  private static boolean isOfHost(char each) {
    return (each >= '0' && each <= '9')
        || (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || "-._~%!$&'()*+,;=".indexOf(each) >= 0;
  }
}
