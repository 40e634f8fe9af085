package io.surgetank.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// The zip that is deployed.
class ZipIT {
  private static final Path ZIP = Path.of("target", "surgetank-aws.zip");

  @Test
  void it_is_small() throws IOException {
    double megabytes = Files.size(ZIP) / 1_000_000.0;
    System.out.printf("%s has %.1f MB%n", ZIP.getFileName(), megabytes);

    assertThat(megabytes).isLessThan(12);
  }

  @Test
  void it_contains_the_functions_and_nothing_of_the_server() throws IOException {
    List<String> names;
    try (var zip = new ZipFile(ZIP.toFile())) {
      names = zip.stream().map(entry -> entry.getName()).toList();
    }

    assertThat(names).allMatch(name -> name.equals("lib/") || name.matches("lib/[^/]+\\.jar"));
    assertThat(names).anyMatch(name -> name.startsWith("lib/surgetank-aws"));
    assertThat(names).anyMatch(name -> name.startsWith("lib/surgetank-core"));
    assertThat(names)
        .noneMatch(name ->
            name.matches(
                ".*(engine-0|surgetank-(app|engine|bench|contracts)|helidon|sqlite|netty|junit|elasticmq|DynamoDBLocal).*"));
  }
}
