package io.surgetank.proof.durability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// Reports to the recorder, in order with the calls that it records. For any thread.
public final class RecorderChannel implements AutoCloseable {
  private static final int ANSWER_DIGITS = 19;

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

  /// A call of a class fails from now on: see `recorder.c`.
  void fail(DiskFault fault) {
    DiskCall call = fault.call();
    write(
        "!fail %s %d %d %s %s"
            .formatted(
                call.type().label(),
                fault.number(),
                fault.kind().errno(),
                fault.kind().mode(),
                call.file().pattern));
  }

  /// No call fails from now on. Returns how many have failed since the process began.
  long stopFailing() {
    write("!fail none 0 0 once *");
    return failures();
  }

  /// The number of calls that have failed since the process began.
  long failures() {
    return answerTo("!count");
  }

  /// The next call of this kind waits before its effect, until [#release].
  void hold(DiskCall call) {
    write("!hold %s %s".formatted(call.type().label(), call.file().pattern));
  }

  /// Waits until this number of calls is held. False after a time limit.
  boolean awaitHeld(int calls, Duration atMost) {
    return answerTo("!await %d %d".formatted(calls, atMost.toMillis())) > 0;
  }

  /// Calls to the file are not held any more.
  void release(DiskCall.StoreFile file) {
    write("!release " + file.pattern);
  }

  /// Calls of other threads wait until [#continueThreads]: the files are as after a kill.
  void stopThreads() {
    write("!stop");
  }

  void continueThreads() {
    write("!continue");
  }

  private long answerTo(String command) {
    write(command);
    try {
      var text = ByteBuffer.allocate(ANSWER_DIGITS);
      if (channel.read(text, 0) != ANSWER_DIGITS) throw new IOException("no recorder is loaded");
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
