package io.surgetank.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;

/// Sends exactly these bytes to a server, well-formed or not.
public final class RawHttp {
  /// How long a busy machine may take to begin a response.
  private static final int FIRST_MILLIS = 5_000;

  private static final int SILENT_MILLIS = 1_000;

  private RawHttp() {}

  /// The server's response, until it closes the connection, does not begin in five seconds or is
  /// then silent for one.
  public static String say(int port, String bytes) throws IOException {
    return say(port, bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static String say(int port, byte[] bytes) throws IOException {
    return say(SocketFactory.getDefault(), port, bytes);
  }

  /// The same over a socket of `factory`, such as one with TLS.
  public static String say(SocketFactory factory, int port, byte[] bytes) throws IOException {
    try (var socket = factory.createSocket(InetAddress.getLoopbackAddress(), port)) {
      // Without a timeout: the first handshake of a process takes long on a busy machine.
      if (socket instanceof SSLSocket tls) tls.startHandshake();
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return listen(socket);
    }
  }

  /// The same, then closes the sending side.
  public static String sayAndHangUp(int port, String bytes) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return listen(socket);
    }
  }

  private static String listen(Socket socket) throws IOException {
    var heard = new ByteArrayOutputStream();
    byte[] piece = new byte[8_192];
    socket.setSoTimeout(FIRST_MILLIS);
    try {
      for (int read; (read = socket.getInputStream().read(piece)) >= 0; ) {
        heard.write(piece, 0, read);
        socket.setSoTimeout(SILENT_MILLIS);
      }
    } catch (SocketTimeoutException silent) {
      return heard.toString(StandardCharsets.UTF_8);
    }
    return heard.toString(StandardCharsets.UTF_8);
  }
}
