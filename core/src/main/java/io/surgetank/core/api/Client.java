package io.surgetank.core.api;

/// The client of a request, as the server sees it.
///
/// @param address an IP address in its canonical form (RFC 5952); empty if unknown
/// @param linkBase precedes the path of each link in the response: empty, or a URL without a slash
///   at its end
public record Client(String address, String linkBase) {
  public static final Client UNKNOWN = new Client("", "");

  /// A client that reaches the server under the server's own paths.
  public static Client at(String address) {
    return new Client(address, "");
  }

  /// Whether it is on the server's machine. False if its address is unknown.
  boolean isLoopback() {
    return address.startsWith("127.") || address.equals("::1");
  }

  /// What a response has for a link to this path.
  String link(String path) {
    return linkBase + path;
  }
}
