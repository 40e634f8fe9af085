package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.Infra;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsPageTest {
  @TempDir private Path temp = Path.of("");

  @Test
  void the_page_lists_every_metric_with_its_type() throws Exception {
    try (var embeddedServer = EmbeddedServer.in(temp)) {
      var served = found("# TYPE (\\S+) (\\S+)", embeddedServer.get("/metrics").body());
      var documented = found("\\| `(surgetank_\\w+)` \\| (\\w+) \\|", Files.readString(page()));

      assertThat(documented).isNotEmpty().isEqualTo(served);
    }
  }

  private static Set<String> found(String row, String text) {
    var metrics = new TreeSet<String>();
    Pattern.compile("(?m)^" + row)
        .matcher(text)
        .results()
        .forEach(match -> metrics.add(match.group(1) + " " + match.group(2)));
    return metrics;
  }

  private static Path page() {
    return Infra.root().resolve("docs/metrics.md");
  }
}
