package io.surgetank.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A slow client.
final class SlowClient implements AutoCloseable {
  private final Socket socket = new Socket();
  private final StringBuilder received = new StringBuilder();
  private boolean closed;

  SlowClient(int port) throws IOException {
    // Small, so that a response that is not read fills it.
    socket.setReceiveBufferSize(4 * 1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Reads for a moment. Returns whether the server has closed the connection.
  boolean read() throws IOException {
    socket.setSoTimeout(20);
    byte[] piece = new byte[8_192];
    try {
      while (!closed) {
        int read = socket.getInputStream().read(piece);
        if (read < 0) closed = true;
        else received.append(new String(piece, 0, read, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException silent) {
      return false;
    } catch (IOException reset) {
      closed = true;
    }
    return true;
  }

  /// Reads until `text` was received, for a few seconds at most.
  boolean receives(String text) throws IOException {
    for (int moment = 0; moment < 250 && received.indexOf(text) < 0; moment++) if (read()) break;
    return received.indexOf(text) >= 0;
  }

  String received() {
    return received.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
