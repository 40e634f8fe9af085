package io.surgetank.proof.fuzz.parser;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// Requests as bytes, and parts of them.
final class HttpExamples {
  static final List<String> TOKENS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\r\n\r\n",
          "0\r\n\r\n",
          "\r\n0\r\n\r\n",
          "5\r\nhello\r\n",
          "1;a=b\r\nx\r\n",
          "1;\r\nx\r\n",
          "00000000000000000",
          "ffffffffffffffff",
          "7fffffff",
          "Content-Length: 5\r\n",
          "Content-Length: 05\r\n",
          "Content-Length: +5\r\n",
          "Content-Length: 5, 5\r\n",
          "Content-Length : 5\r\n",
          "Content-Length: 0\r\n",
          "Content-Length: 5000\r\n",
          "Content-Length: 99999999999999999999\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: Chunked \r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "Transfer-Encoding: identity\r\n",
          "Transfer-Encoding:\tchunked\r\n",
          "Transfer-Encoding: chunked, chunked\r\n",
          "Host: localhost\r\n",
          "Host: evil.example\r\n",
          "Host: [::1]:80\r\n",
          "Host:\r\n",
          "Expect: 100-continue\r\n",
          "Connection: close\r\n",
          "Connection: keep-alive\r\n",
          "Trailer: X\r\nX: 1\r\n",
          "X: a\r\n b\r\n",
          "Upgrade: h2c\r\n",
          "GET / HTTP/1.1\r\n",
          "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n",
          "HEAD ",
          "POST ",
          "OPTIONS * HTTP/1.1\r\n",
          "HTTP/1.0",
          "HTTP/1.1",
          "HTTP/2.0",
          "http://localhost/",
          "%2e%2e/",
          "%00",
          "%zz",
          "?a=b&c=%20",
          "#f",
          ": ",
          "\t",
          "\u00e4",
          "\0");

  private static final String HOST = "Host: localhost\r\n";

  private HttpExamples() {}

  static List<byte[]> connections() {
    return Stream.of(
            "GET / HTTP/1.1\r\n" + HOST + "\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /2 HTTP/1.0\r\n\r\n",
            "POST /a?b=c HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nhello",
            "POST / HTTP/1.1\r\n"
                + HOST
                + "Content-Length: 2\r\n\r\nhi\r\nGET /2 HTTP/1.1\r\n"
                + HOST
                + "\r\n",
            "POST / HTTP/1.1\r\n"
                + HOST
                + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\n"
                + HOST
                + "Transfer-Encoding: chunked\r\n\r\n2;a=b\r\nhe\r\n3 ;c=\"d\"\r\nllo\r\n0;x\r\nX-Sum: 1\r\nB:\r\n\r\nGET /2 HTTP/1.1\r\n"
                + HOST
                + "\r\n",
            "GET http://localhost/a?b HTTP/1.1\r\nHost: other.example\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n",
            "POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nhi",
            "POST / HTTP/1.1\r\n"
                + HOST
                + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
            "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
            "GET /%41%2f..//x HTTP/1.1\r\nhOsT:localhost:80  \t \r\nA: b\tc\r\nA: d\r\nEmpty:\r\nConnection: x, Close\r\n\r\n",
            "\r\nGET / HTTP/1.2\r\n" + HOST + "\r\n",
            "GET / HTTP/1.1\r\n" + HOST + "A: b\r\n c\r\n\r\n",
            "HEAD / HTTP/1.1\r\n"
                + HOST
                + "\r\nGET / HTTP/1.1\r\n"
                + HOST
                + "Connection: close\r\n\r\nGET /3")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
        .toList();
  }
}
