package io.surgetank.proof.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.SortedMap;

/// The files of a disk after a power failure, by their paths below its root.
public record DiskImage(SortedMap<String, byte[]> files) {
  /// The first 64 bits of a digest: equal images have equal numbers.
  public long digest() {
    MessageDigest digest = sha1();
    files.forEach((path, content) -> {
      digest.update(path.getBytes(StandardCharsets.UTF_8));
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, content.length));
      digest.update(content);
    });
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }

  /// Writes the files into an empty folder.
  public void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Path parent = path.getParent();
      if (parent != null && !Files.isDirectory(parent)) Files.createDirectories(parent);
      Files.write(path, file.getValue());
    }
  }
}
