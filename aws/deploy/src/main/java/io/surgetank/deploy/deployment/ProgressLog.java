package io.surgetank.deploy.deployment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reports the progress of a stack operation: a line for each finished resource, and which are in
/// progress if none has finished for a while.
final class ProgressLog {
  /// After this many polls without events, the resources in progress are listed.
  private static final int QUIET_POLLS = 5;

  /// At most this many of them.
  private static final int MAX_LISTED = 3;

  private final Consumer<String> progress;
  private final List<DeploymentEvent> causes = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();
  private int quietPolls;

  ProgressLog(Consumer<String> progress) {
    this.progress = progress;
  }

  /// Reports the events since the last poll.
  void report(List<DeploymentEvent> events) {
    quietPolls = events.isEmpty() ? quietPolls + 1 : 0;
    events.forEach(this::report);
    if (quietPolls >= QUIET_POLLS && !open.isEmpty()) {
      quietPolls = 0;
      progress.accept("  ...          in progress: " + inProgress());
    }
  }

  private void report(DeploymentEvent each) {
    if (each.type().equals("AWS::CloudFormation::Stack")) return;
    if (each.status().endsWith("_IN_PROGRESS")) {
      open.add(each.resource());
      return;
    }
    open.remove(each.resource());
    progress.accept("  %-11s  %-33s  %s".formatted(each.text(), each.resource(), each.type()));
    if (!each.isCause()) return;
    causes.add(each);
    progress.accept(" ".repeat(15) + each.reason());
  }

  private String inProgress() {
    String first = open.stream().limit(MAX_LISTED).collect(Collectors.joining(", "));
    int more = open.size() - MAX_LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /// The failures of resources, the first first.
  List<DeploymentEvent> causes() {
    return List.copyOf(causes);
  }
}
