package io.surgetank.proof.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the file that `recorder.c` writes.
final class RecorderLogReader {
  private static final int HEADER_BYTES = 32;

  private static final int O_TRUNC = 0x200;

  private RecorderLogReader() {}

  /// An incomplete last record is ignored.
  static List<DiskEvent> read(Path file) throws IOException {
    var events = new ArrayList<DiskEvent>();
    var in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    while (in.remaining() >= HEADER_BYTES) {
      int type = in.getInt();
      int error = in.getInt();
      int fd = in.getInt();
      int other = in.getInt();
      long position = in.getLong();
      byte[] first = new byte[in.getInt()];
      byte[] second = new byte[in.getInt()];
      if (in.remaining() < first.length + second.length) break;
      in.get(first).get(second);
      boolean isSync = type == 6 || type == 7;
      events.add(
          error != 0 && !isSync
              ? new DiskEvent.Failed(error)
              : switch (type) {
                case 1 ->
                    new DiskEvent.Opened(fd, text(first), position != 0, (other & O_TRUNC) != 0);
                case 2 -> new DiskEvent.Closed(fd);
                case 3 -> new DiskEvent.Duplicated(fd, other);
                case 4 -> new DiskEvent.Written(fd, position, first);
                case 5 -> new DiskEvent.Resized(fd, position);
                case 6 -> new DiskEvent.SyncBegun(fd, position);
                case 7 -> new DiskEvent.SyncEnded(fd, position, error != 0);
                case 8 -> new DiskEvent.Renamed(text(first), text(second));
                case 9 -> new DiskEvent.Removed(text(first));
                case 10 -> new DiskEvent.FolderMade(text(first));
                case 11 -> new DiskEvent.Mapped(fd);
                case 12 -> new DiskEvent.Noted(text(first));
                default -> throw new IOException("unknown record of type " + type + " in " + file);
              });
    }
    return events;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
