package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.repository.RepositoryText;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HttpApiPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d{3}) \\| `([a-z-]+)` \\|");

  @Test
  void every_problem_type_is_documented_with_its_status() throws IOException {
    var documented =
        ROW.matcher(RepositoryText.text("docs/http-api.md"))
            .results()
            .map(row -> row.group(1) + " urn:surgetank:problem:" + row.group(2));

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Problem.Kind.values()).map(kind -> kind.status + " " + kind.type()).toList());
  }
}
