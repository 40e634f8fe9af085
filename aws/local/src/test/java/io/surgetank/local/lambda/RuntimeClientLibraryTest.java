package io.surgetank.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The native library of a function's process.
@EnabledOnOs(OS.LINUX)
class RuntimeClientLibraryTest {
  @Test
  void no_process_maps_a_library_that_another_process_overwrites() throws Exception {
    try (var lambdaTestHost = LambdaTestHost.with(LambdaTestHost.probe())) {
      Path maps = Path.of("/proc", lambdaTestHost.result("pid"), "maps");

      assertThat(mapped(maps, "aws-lambda-jni"))
          .isNotEmpty()
          .allMatch(library -> library.startsWith(Path.of("target", "runtime").toAbsolutePath()));
    }
  }

  /// The mapped files whose name contains `part`.
  private static List<Path> mapped(Path maps, String part) throws IOException {
    return Files.readAllLines(maps).stream()
        .filter(line -> line.contains(part))
        .map(line -> Path.of(line.substring(line.indexOf('/'))))
        .distinct()
        .toList();
  }
}
