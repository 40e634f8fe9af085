package io.surgetank.proof.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The probes of the classes that one class loader has instrumented.
public final class Coverage {
  /// The instrumentation can only call a static method: by number, all of this process.
  private static final List<Coverage> ALL = new CopyOnWriteArrayList<>();

  private final List<Probes> classes = new ArrayList<>(); // guarded by this

  /// Those of one class: `live` is set by its code, `known` is what was seen.
  private record Probes(boolean[] live, boolean[] known) {}

  /// Called once by each instrumented class.
  ///
  /// @param number of the coverage that it belongs to
  public static boolean[] probes(int number, int count) {
    return ALL.get(number).added(count);
  }

  private synchronized boolean[] added(int count) {
    var probes = new Probes(new boolean[count], new boolean[count]);
    classes.add(probes);
    return probes.live();
  }

  /// Registers it, and returns its number.
  int register() {
    synchronized (ALL) {
      ALL.add(this);
      return ALL.size() - 1;
    }
  }

  /// Whether code ran for the first time since the last call.
  synchronized boolean hasGrown() {
    boolean grown = false;
    for (Probes each : classes) {
      if (Arrays.equals(each.live(), each.known())) continue;
      System.arraycopy(each.live(), 0, each.known(), 0, each.known().length);
      grown = true;
    }
    return grown;
  }

  /// How many probes were reached.
  synchronized long reached() {
    long reached = 0;
    for (Probes each : classes) for (boolean probe : each.known()) if (probe) reached++;
    return reached;
  }
}
