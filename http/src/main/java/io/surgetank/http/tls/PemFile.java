package io.surgetank.http.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The blocks of a PEM file (RFC 7468). Text around them is ignored, as OpenSSL does.
record PemFile(Path path, List<Block> blocks) {
  /// A bundle of all public authorities has about 220 KB.
  private static final long MAX_BYTES = 1024 * 1024;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /// @param label the text after `BEGIN`
  record Block(String label, String base64) {
    /// Throws [IllegalArgumentException] if it is not Base64.
    byte[] decoded() {
      return Base64.getMimeDecoder().decode(base64);
    }
  }

  /// Throws [UncheckedIOException] if the file cannot be read, [IllegalArgumentException] if it is
  /// too large.
  static PemFile read(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES)
        throw new IllegalArgumentException(path + " is not a PEM file: it is larger than 1 MiB");
      // No character of a PEM block is outside ASCII, and every byte is valid in Latin-1.
      return new PemFile(path, blocks(Files.readString(path, StandardCharsets.ISO_8859_1)));
    } catch (IOException unread) {
      throw new UncheckedIOException("cannot read " + path, unread);
    }
  }

  private static List<Block> blocks(String text) {
    var found = new ArrayList<Block>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) found.add(new Block(matcher.group(1), matcher.group(2)));
    return List.copyOf(found);
  }

  List<Block> labelled(String label) {
    return blocks.stream().filter(block -> block.label().equals(label)).toList();
  }
}
