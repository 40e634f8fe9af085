package io.surgetank.proof.durability;

import io.surgetank.proof.disk.DiskImage;
import java.util.Arrays;
import java.util.TreeMap;

/// A change of one file of a store that its disk made.
///
/// @param file as in the image
record Damage(String file, Kind kind, int position) {
  enum Kind {
    FLIPPED_BIT,
    TRUNCATED_FROM,
    ZEROED_FROM;

    String text() {
      return switch (this) {
        case FLIPPED_BIT -> "flipped bit";
        case TRUNCATED_FROM -> "truncated file";
        case ZEROED_FROM -> "zeroed end";
      };
    }
  }

  /// The image with the damage.
  DiskImage in(DiskImage image) {
    var files = new TreeMap<>(image.files());
    byte[] content = image.files().get(file);
    if (content == null) throw new IllegalArgumentException("no file " + file);
    files.put(
        file,
        switch (kind) {
          case FLIPPED_BIT -> {
            byte[] copy = content.clone();
            copy[position] ^= (byte) (1 << position % Byte.SIZE);
            yield copy;
          }
          case TRUNCATED_FROM -> Arrays.copyOf(content, position);
          case ZEROED_FROM -> {
            byte[] copy = content.clone();
            Arrays.fill(copy, position, copy.length, (byte) 0);
            yield copy;
          }
        });
    return new DiskImage(files);
  }
}
