package io.surgetank.proof.interleaving;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The file in which a [ScenarioProcess] reports its executions: a line for each, and one for each
/// violation.
final class ScenarioResults implements AutoCloseable {
  private static final int MAX_CAUSES = 4;

  /// @param executions how many of each scenario have begun
  /// @param violations by the name of the scenario, with the seed
  record Executions(Map<String, Long> executions, List<FailedExecution> violations) {
    Executions {
      violations = List.copyOf(violations);
    }

    long total() {
      return executions.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  record FailedExecution(String scenario, long seed, String text) {}

  private final PrintStream file;

  ScenarioResults(Path file) throws IOException {
    this.file = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
  }

  void begun(String scenario) {
    file.println(scenario);
  }

  void violated(String scenario, long seed, Throwable found) {
    file.println(scenario + "\t" + seed + "\t" + text(found));
  }

  private static String text(Throwable found) {
    var text = new StringBuilder(found.toString());
    Throwable cause = found.getCause();
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause())
      text.append("; cause: ").append(cause);
    return text.toString().replaceAll("\\s+", " ");
  }

  static Executions read(Path file) throws IOException {
    var executions = new LinkedHashMap<String, Long>();
    var violations = new ArrayList<FailedExecution>();
    if (Files.exists(file))
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split("\t", 3);
        if (parts.length == 3)
          violations.add(new FailedExecution(parts[0], Long.parseLong(parts[1]), parts[2]));
        else executions.merge(line, 1L, Long::sum);
      }
    return new Executions(executions, violations);
  }

  @Override
  public void close() {
    file.close();
  }
}
