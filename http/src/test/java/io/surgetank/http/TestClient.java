package io.surgetank.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A client that takes its time.
final class TestClient implements AutoCloseable {
  private final Socket socket = new Socket();
  private final StringBuilder heard = new StringBuilder();
  private boolean closed;

  TestClient(int port) throws IOException {
    // Small, so that a response that is not read fills it.
    socket.setReceiveBufferSize(4 * 1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  void say(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Reads for a moment. Gives whether the server has closed.
  boolean listen() throws IOException {
    socket.setSoTimeout(20);
    byte[] piece = new byte[8_192];
    try {
      while (!closed) {
        int read = socket.getInputStream().read(piece);
        if (read < 0) closed = true;
        else heard.append(new String(piece, 0, read, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketTimeoutException silent) {
      return false;
    } catch (IOException reset) {
      closed = true;
    }
    return true;
  }

  /// Listens until this was heard, a few seconds at most.
  boolean hears(String text) throws IOException {
    for (int moment = 0; moment < 250 && heard.indexOf(text) < 0; moment++) if (listen()) break;
    return heard.indexOf(text) >= 0;
  }

  String heard() {
    return heard.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
