package io.surgetank.core.pem;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A block of a text in PEM (RFC 7468).
///
/// @param label the text after `BEGIN`
public record PemBlock(String label, String base64) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /// The blocks in their order. Text around them is ignored, as OpenSSL does.
  public static List<PemBlock> in(String text) {
    var found = new ArrayList<PemBlock>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) found.add(new PemBlock(matcher.group(1), matcher.group(2)));
    return List.copyOf(found);
  }

  /// Those with this label.
  public static List<PemBlock> labelled(String label, List<PemBlock> blocks) {
    return blocks.stream().filter(block -> block.label().equals(label)).toList();
  }

  /// Throws [IllegalArgumentException] if it is not Base64.
  public byte[] decoded() {
    return Base64.getMimeDecoder().decode(base64);
  }
}
