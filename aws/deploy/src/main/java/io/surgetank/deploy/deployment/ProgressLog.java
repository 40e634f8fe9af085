package io.surgetank.deploy.deployment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What happens to a stack, a line for each resource that is done with, and a sign of life when
/// none is for a while.
final class ProgressLog {
  /// So many turns without news are long enough to ask what it waits for.
  private static final int QUIET = 5;

  /// More would not be read.
  private static final int NAMED = 3;

  private final Consumer<String> say;
  private final List<DeploymentEvent> causes = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();
  private int turnsWithoutNews;

  ProgressLog(Consumer<String> say) {
    this.say = say;
  }

  /// Tells what came since the last turn.
  void tell(List<DeploymentEvent> news) {
    turnsWithoutNews = news.isEmpty() ? turnsWithoutNews + 1 : 0;
    news.forEach(this::tell);
    if (turnsWithoutNews >= QUIET && !open.isEmpty()) {
      turnsWithoutNews = 0;
      say.accept("  ...          still at " + named());
    }
  }

  private void tell(DeploymentEvent each) {
    if (each.type().equals("AWS::CloudFormation::Stack")) return;
    if (each.status().endsWith("_IN_PROGRESS")) {
      open.add(each.resource());
      return;
    }
    open.remove(each.resource());
    say.accept("  %-11s  %-33s  %s".formatted(each.word(), each.resource(), each.type()));
    if (!each.isCause()) return;
    causes.add(each);
    say.accept(" ".repeat(15) + each.reason());
  }

  private String named() {
    String first = open.stream().limit(NAMED).collect(Collectors.joining(", "));
    int more = open.size() - NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /// Why resources failed, the first failure first.
  List<DeploymentEvent> causes() {
    return List.copyOf(causes);
  }
}
