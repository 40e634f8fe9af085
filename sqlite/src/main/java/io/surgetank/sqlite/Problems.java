package io.surgetank.sqlite;

import io.surgetank.core.ledger.VerificationReport;
import io.surgetank.core.maintenance.StoreProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The problems that a check has found: their number, and the first of them.
final class Problems {
  private final List<StoreProblem> first = new ArrayList<>();
  private final Set<String> places = new HashSet<>();
  private long total;

  void add(StoreProblem.Kind kind, String place, String error) {
    total++;
    if (first.size() >= VerificationReport.MAX_FINDINGS) return;
    first.add(new StoreProblem(kind, place, error));
    places.add(place);
  }

  /// The same, unless a problem of this place is known.
  void addOnce(StoreProblem.Kind kind, String place, String error) {
    if (!places.contains(place)) add(kind, place, error);
  }

  /// Counts problems that are not listed.
  void addUnlisted(long number) {
    total += number;
  }

  long total() {
    return total;
  }

  List<StoreProblem> first() {
    return first;
  }
}
