package io.surgetank.deploy.infra.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/// A body in AWS's own chunks, each with its length in hex and perhaps a signature before it; what
/// follows the last, empty one is a checksum.
final class Chunks {
  private Chunks() {}

  static byte[] joined(byte[] chunked) {
    var whole = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int end = at;
      while (chunked[end] != '\r') end++;
      String length = new String(chunked, at, end - at, US_ASCII).replaceFirst(";.*$", "");
      int bytes = Integer.parseInt(length, 16);
      if (bytes == 0) return whole.toByteArray();
      whole.write(chunked, end + 2, bytes);
      at = end + 2 + bytes + 2;
    }
  }
}
