package io.surgetank.proof.durability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reports to the recorder, in order with the calls that it records. For any thread.
public final class RecorderChannel implements AutoCloseable {
  private static final int COUNT_DIGITS = 19;

  private final FileChannel channel;

  public RecorderChannel(Path file) throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  void add(StoreNote note) {
    write(note.text());
  }

  void stopRecording() {
    write("!record off");
  }

  /// The n-th call of the class fails from now on: see `recorder.c`.
  public void fail(String callClass, long n, int error, String mode) {
    write("!fail %s %d %d %s".formatted(callClass, n, error, mode));
  }

  /// No call fails from now on. Returns how many have failed since the process began.
  public long stopFailing() {
    fail("none", 0, 0, "once");
    write("!count");
    try {
      var text = ByteBuffer.allocate(COUNT_DIGITS);
      if (channel.read(text, 0) != COUNT_DIGITS) throw new IOException("no recorder is loaded");
      return Long.parseLong(new String(text.array(), StandardCharsets.US_ASCII));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void write(String text) {
    try {
      // One call: a record must not be split.
      var _ = channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
