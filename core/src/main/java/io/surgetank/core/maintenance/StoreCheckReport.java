package io.surgetank.core.maintenance;

import java.util.List;

/// The result of a complete check of a store.
///
/// @param readable the number of jobs that can be read and match their checksums
/// @param unreadable the number of jobs that cannot
/// @param totalProblems how many problems there are; `problems` holds the first of them
public record StoreCheckReport(
    long readable, long unreadable, long totalProblems, List<StoreProblem> problems) {
  public StoreCheckReport {
    problems = List.copyOf(problems);
  }

  public boolean isSound() {
    return totalProblems == 0;
  }
}
