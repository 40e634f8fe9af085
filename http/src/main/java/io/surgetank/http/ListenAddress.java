package io.surgetank.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;

/// The address that a server listens on, and why it cannot.
record ListenAddress(ListenSettings settings) {
  /// Throws [UncheckedIOException] with a message for the user if the address cannot be used. Only
  /// binds a socket, so that no client can connect to it.
  void check() {
    try (var socket = SocketChannel.open()) {
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      socket.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException | RuntimeException unusable) {
      throw unusable(unusable);
    }
  }

  UncheckedIOException unusable(Throwable cause) {
    String address = "Port %d on %s".formatted(settings.port(), settings.host());
    if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException)
      return new UncheckedIOException(
          "cannot listen on %s: no such host. Choose another with --host"
              .formatted(settings.host()),
          new IOException(cause));
    if (cause instanceof BindException denied
        && String.valueOf(denied.getMessage()).startsWith("Permission denied"))
      return new UncheckedIOException(
          address + " cannot be opened: permission denied. Choose a port above 1023 with --port",
          new IOException(denied));
    if (cause instanceof BindException elsewhere && !isLocal())
      return new UncheckedIOException(
          "cannot listen on "
              + settings.host()
              + ": not an address of this machine. Choose another with --host; 0.0.0.0 means all of"
              + " its addresses",
          new IOException(elsewhere));
    if (cause instanceof BindException taken)
      return new UncheckedIOException(
          address
              + " is already in use. Stop the process that uses it, or choose another with --port;"
              + " 0 means any free one",
          new IOException(taken));
    return new UncheckedIOException(address + " cannot be opened", new IOException(cause));
  }

  private boolean isLocal() {
    try {
      var address = InetAddress.getByName(settings.host());
      return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException unknown) {
      return false;
    }
  }
}
