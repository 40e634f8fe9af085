package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surgetank.testkit.parity.ParityNotes;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.TestedBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/parity.md is what the tests of this very build have shown.
class ParityIT {
  /// How deep below the repository a module keeps its notes, `tools/bench/peers/target/parity` at
  /// most.
  private static final int DEEPEST = 5;

  private static final String HEAD =
      """
      # Which promise was shown where

      Made by the build: how many tests of each contract or test class passed on what. "–" means that it
      does not apply there or is not shown there; [what differs](aws/backend.md#what-differs-from-one-machine)
      says why. The promises in full are in [promises](promises.md).

      | | shown by | STAGES |
      |---|---|COLUMNS
      """;

  /// Without the tests of the whole build there is nothing to compare with.
  @Test
  void the_table_equals_the_test_results() throws IOException {
    Map<String, Map<TestedBackend, Integer>> rows = rows();
    assumeTrue(
        Stream.of(TestedBackend.values()).allMatch(testedBackend -> isShown(rows, testedBackend)),
        "the whole build must have run: ./mvnw verify");
    List<Path> partial = partial();
    assumeTrue(partial.isEmpty(), "tests that it counts were skipped: " + partial);
    String table = table(rows);
    Path page = Repository.root().resolve("docs/parity.md");
    String before = Files.exists(page) ? Files.readString(page) : "";
    if (!before.equals(table) && !"true".equals(System.getenv("CI")))
      Files.writeString(page, table);

    assertThat(before)
        .as("docs/parity.md; outside CI it has been regenerated, commit it")
        .isEqualTo(table);
  }

  private static boolean isShown(
      Map<String, Map<TestedBackend, Integer>> rows, TestedBackend testedBackend) {
    return rows.values().stream().anyMatch(row -> row.containsKey(testedBackend));
  }

  /// By promise and contract, in order.
  private static Map<String, Map<TestedBackend, Integer>> rows() throws IOException {
    var rows = new TreeMap<String, Map<TestedBackend, Integer>>();
    for (Path notes : notes())
      if (notes.toString().endsWith(".tsv"))
        for (String line : Files.readAllLines(notes)) {
          String[] parts = line.split("\t", -1);
          rows.computeIfAbsent(parts[0] + "\t" + parts[2], _ -> new EnumMap<>(TestedBackend.class))
              .merge(TestedBackend.valueOf(parts[1]), Integer.valueOf(parts[3]), Integer::sum);
        }
    return rows;
  }

  /// Classes of which a test was skipped on this machine.
  private static List<Path> partial() throws IOException {
    return notes().stream().filter(file -> file.toString().endsWith(ParityNotes.SKIPPED)).toList();
  }

  private static List<Path> notes() throws IOException {
    try (Stream<Path> folders =
        Files.find(Repository.root(), DEEPEST, (path, _) -> path.endsWith("target/parity"))) {
      return folders.flatMap(ParityIT::files).toList();
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static String table(Map<String, Map<TestedBackend, Integer>> rows) {
    var stages = List.of(TestedBackend.values());
    String titles = stages.stream().map(TestedBackend::title).collect(Collectors.joining(" | "));
    var table =
        new StringBuilder(
            HEAD.replace("STAGES", titles).replace("COLUMNS", "--:|".repeat(stages.size())));
    String last = "";
    for (var row : rows.entrySet()) {
      String[] key = row.getKey().split("\t", -1);
      String promise = key[0].equals(last) ? "" : key[0] + " " + Promise.valueOf(key[0]).sentence();
      last = key[0];
      String cells =
          stages.stream()
              .map(testedBackend ->
                  row.getValue().containsKey(testedBackend)
                      ? "" + row.getValue().get(testedBackend)
                      : "–")
              .collect(Collectors.joining(" | "));
      table.append("| %s | `%s` | %s |%n".formatted(promise, key[1], cells));
    }
    return table.toString();
  }
}
