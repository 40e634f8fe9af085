package io.surgetank.deploy.infra.account;

import java.io.ByteArrayOutputStream;
import java.util.Collection;

/// Bytes with their tag: a part of an upload, or the whole of one.
final class Part {
  /// What a part but the last must have.
  static final int LEAST = 5 * 1024 * 1024;

  private final byte[] bytes;
  private final String etag;

  Part(byte[] bytes, String etag) {
    this.bytes = bytes;
    this.etag = etag;
  }

  static Part of(byte[] bytes) {
    return new Part(bytes, Stored.hex(Stored.md5(bytes)));
  }

  /// The parts in order, under the tag that S3 gives to what came in parts.
  static Part joined(Collection<Part> parts) throws Refusal {
    var whole = new ByteArrayOutputStream();
    var sums = new ByteArrayOutputStream();
    int left = parts.size();
    for (Part part : parts) {
      left--;
      if (left > 0 && part.bytes.length < LEAST)
        throw new Refusal(
            400,
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed object size.");
      whole.writeBytes(part.bytes);
      sums.writeBytes(Stored.md5(part.bytes));
    }
    String etag = Stored.hex(Stored.md5(sums.toByteArray())) + "-" + parts.size();
    return new Part(whole.toByteArray(), etag);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  String etag() {
    return etag;
  }
}
