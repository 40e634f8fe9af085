package io.surgetank.proof.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/// All that happened in a run, as a digest and as its last lines.
public final class SimulationTrace {
  private static final int KEPT = 200;

  private final MessageDigest digest;
  private final StringBuilder line = new StringBuilder();
  private final Deque<String> last = new ArrayDeque<>();

  /// An empty trace.
  public SimulationTrace() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  void step(long nanos, String name) {
    add(nanos, name, "");
  }

  void add(long nanos, String what, Object detail) {
    line.setLength(0);
    String text = line.append(nanos).append(' ').append(what).append(' ').append(detail).toString();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    if (last.size() == KEPT) last.removeFirst();
    last.addLast(text);
  }

  /// The last lines.
  public List<String> lines() {
    return List.copyOf(last);
  }

  /// The digest of all lines. Ends the trace.
  public String hash() {
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }
}
