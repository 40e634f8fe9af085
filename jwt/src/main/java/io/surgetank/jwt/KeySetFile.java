package io.surgetank.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A key set in a file.
public record KeySetFile(Path file) implements KeySetSource {
  @Override
  public String read() throws IOException {
    if (Files.isDirectory(file)) throw new IOException(file + " is a folder");
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES)
        throw new IOException(file + " has more than " + MAX_BYTES + " bytes");
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      throw new IOException(file + " does not exist", missing);
    } catch (AccessDeniedException unreadable) {
      throw new IOException(file + " cannot be read: permission denied", unreadable);
    }
  }

  @Override
  public void close() {
    // Reading a file is short.
  }
}
