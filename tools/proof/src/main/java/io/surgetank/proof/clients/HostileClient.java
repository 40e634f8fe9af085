package io.surgetank.proof.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// What one client does with its connection. Those that remain open wait until they are closed.
enum HostileClient {
  SILENT {
    @Override
    void attack(Socket socket, RandomGenerator random) {}
  },
  SLOW_HEAD {
    @Override
    void attack(Socket socket, RandomGenerator random) throws IOException {
      send(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(random.nextInt(100)));
    }
  },
  SLOW_BODY {
    @Override
    void attack(Socket socket, RandomGenerator random) throws IOException {
      send(socket, POST + "Content-Length: 60000\r\n\r\n" + "x".repeat(random.nextInt(30_000)));
    }
  },
  ONE_BYTE_AT_A_TIME {
    @Override
    void attack(Socket socket, RandomGenerator random) throws IOException {
      String request =
          POST + "Connection: close\r\nContent-Length: 21\r\n\r\n{\"n\":1,\"work\":\"QUICK\"}";
      for (char each : request.toCharArray()) send(socket, String.valueOf(each));
      drain(socket);
    }
  },
  MANY_HEADERS {
    @Override
    void attack(Socket socket, RandomGenerator random) throws IOException {
      send(
          socket,
          "GET / HTTP/1.1\r\nHost: localhost\r\n" + "a: b\r\n".repeat(random.nextInt(20_000)));
    }
  },
  LONG_LINE {
    @Override
    void attack(Socket socket, RandomGenerator random) throws IOException {
      send(socket, "GET /" + "a".repeat(random.nextInt(200_000)));
    }
  },
  CHUNKS {
    private static final String[] PARTS = {
      "-1\r\n",
      "ffffffffffffffff\r\n",
      "5\r\nhello\r\n",
      "1;" + "x".repeat(20_000),
      "0\r\n",
      "\r\n",
      "7fffffff\r\n",
      "0x5\r\n",
      "1\r\naa",
      "X: y\r\n",
      "00000000000000000000",
      "\n"
    };

    @Override
    void attack(Socket socket, RandomGenerator random) throws IOException {
      var body = new StringBuilder();
      for (int i = random.nextInt(20); i >= 0; i--)
        body.append(PARTS[random.nextInt(PARTS.length)]);
      send(socket, POST + "Transfer-Encoding: chunked\r\n\r\n" + body);
    }
  },
  UNREAD_RESPONSES {
    @Override
    void attack(Socket socket, RandomGenerator random) throws IOException {
      send(
          socket,
          "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(1 + random.nextInt(500)));
    }
  },
  RESET {
    @Override
    void attack(Socket socket, RandomGenerator random) throws IOException {
      send(socket, POST + "Content-Length: 60000\r\n\r\n" + "x".repeat(random.nextInt(50_000)));
      // Closing sends RST instead of FIN.
      socket.setSoLinger(true, 0);
      socket.close();
    }
  },
  RANDOM_BYTES {
    @Override
    void attack(Socket socket, RandomGenerator random) throws IOException {
      byte[] bytes = new byte[1 + random.nextInt(40_000)];
      random.nextBytes(bytes);
      socket.getOutputStream().write(bytes);
    }
  };

  private static final String POST =
      "POST /plain HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  private static final int READ_TIMEOUT_MILLIS = 60_000;

  abstract void attack(Socket socket, RandomGenerator random) throws IOException;

  /// As in the counts.
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// Opens a connection and attacks. The connection may be closed by the server meanwhile.
  ///
  /// @throws SocketTimeoutException if a complete request got no response
  Socket start(int port, RandomGenerator random) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    try {
      attack(socket, random);
    } catch (SocketTimeoutException unanswered) {
      socket.close();
      throw unanswered;
    } catch (IOException refused) {
      // The response may come, and the connection be closed, before all was sent.
      socket.close();
    }
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void drain(Socket socket) throws IOException {
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    long _ = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }
}
