package io.surgetank.proof.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The probes of the instrumented classes. The instrumentation calls [#probes]: it can only name a
/// static method, so that there is one registry for each process.
public final class Coverage {
  private static final List<Probes> ALL = new ArrayList<>();

  private Coverage() {}

  /// Those of one class: `live` is set by its code, `known` is what was seen.
  private record Probes(boolean[] live, boolean[] known) {}

  /// Called once by each instrumented class.
  public static boolean[] probes(int count) {
    synchronized (ALL) {
      var probes = new Probes(new boolean[count], new boolean[count]);
      ALL.add(probes);
      return probes.live();
    }
  }

  /// Whether code ran for the first time since the last call.
  static boolean hasGrown() {
    boolean grown = false;
    synchronized (ALL) {
      for (Probes each : ALL) {
        if (Arrays.equals(each.live(), each.known())) continue;
        System.arraycopy(each.live(), 0, each.known(), 0, each.known().length);
        grown = true;
      }
    }
    return grown;
  }

  /// How many probes were reached.
  static long reached() {
    long reached = 0;
    synchronized (ALL) {
      for (Probes each : ALL) for (boolean probe : each.known()) if (probe) reached++;
    }
    return reached;
  }

  /// Forgets all classes.
  static void clear() {
    synchronized (ALL) {
      ALL.clear();
    }
  }
}
