package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The launcher builds again when a source of the command has changed.
class LauncherSourcesTest {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern ARTIFACT =
      Pattern.compile("<artifactId>(surgetank-[^<]+)</artifactId>");

  @Test
  void it_compares_each_module_of_the_command_with_the_build() throws Exception {
    Map<String, String> modules =
        matches(MODULE, read("pom.xml")).stream()
            .collect(Collectors.toMap(LauncherSourcesTest::artifact, Function.identity()));
    List<String> used =
        matches(DEPENDENCY, read("cli/pom.xml")).stream()
            .filter(dependency -> !dependency.contains("<scope>test</scope>"))
            .flatMap(dependency -> matches(ARTIFACT, dependency).stream())
            .toList();

    String launcher = read("surgetank");
    assertThat(used).contains("surgetank-core").isSubsetOf(modules.keySet());
    assertThat(used)
        .map(modules::get)
        .allSatisfy(module ->
            assertThat(launcher)
                .contains("\"$home\"/" + module + "/pom.xml")
                .contains("\"$home\"/" + module + "/src/main"));
  }

  /// The artifact of a module: the second one in its pom, after its parent's.
  private static String artifact(String module) {
    return matches(ARTIFACT, read(module + "/pom.xml")).get(1);
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static String read(String file) {
    try {
      return Files.readString(Repository.root().resolve(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
