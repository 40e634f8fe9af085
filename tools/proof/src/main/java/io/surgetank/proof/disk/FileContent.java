package io.surgetank.proof.disk;

import java.util.Arrays;

/// The bytes of a file, which can be changed.
final class FileContent {
  private byte[] bytes;
  private int size;

  FileContent() {
    bytes = new byte[0];
  }

  private FileContent(byte[] bytes, int size) {
    this.bytes = bytes;
    this.size = size;
  }

  FileContent copy() {
    return new FileContent(Arrays.copyOf(bytes, size), size);
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }

  /// New bytes at the end are zero.
  void resize(int newSize) {
    if (newSize > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(newSize, 2 * bytes.length));
    if (newSize < size) Arrays.fill(bytes, newSize, size, (byte) 0);
    size = newSize;
  }

  void write(int position, byte[] data, int from, int to) {
    if (position + to - from > size) resize(position + to - from);
    System.arraycopy(data, from, bytes, position, to - from);
  }

  /// Applies the whole change.
  void apply(FileChange change) {
    if (change.isWrite()) write((int) change.position(), change.data(), 0, change.data().length);
    else resize((int) change.size());
  }

  /// Applies what the power failure has left of the change.
  void apply(FileChange change, PowerCut cut) {
    if (!change.isWrite()) {
      if (cut.keeps(change.number(), 0)) resize((int) change.size());
      return;
    }
    byte[] data = change.data();
    int position = (int) change.position();
    for (int from = 0; from < data.length; ) {
      long piece = ((long) position + from) / cut.unit();
      int to = (int) Math.min(data.length, (piece + 1) * cut.unit() - position);
      if (cut.keeps(change.number(), piece)) write(position + from, data, from, to);
      from = to;
    }
    if (position + data.length > size && cut.keepsSize(change.number()))
      resize(position + data.length);
  }
}
