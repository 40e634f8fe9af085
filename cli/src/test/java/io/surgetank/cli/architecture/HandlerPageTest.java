package io.surgetank.cli.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.work.Handler;
import io.surgetank.deploy.infra.RequiredTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands of examples/handler/README.md work as they are. Different from a user's machine:
/// `./surgetank` runs this build's classes at a free port, and only the core jar exists, since the
/// page says that nothing else is needed.
@Timeout(120)
class HandlerPageTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\\n(.*?)```");
  private static final Path ROOT = Repository.root();

  private final Path clone;
  private final Path example;

  HandlerPageTest(@TempDir Path temp) throws Exception {
    clone = temp;
    example = temp.resolve("examples/handler");
    copy("examples/handler");
    copy(".mvn");
    coreJar(Files.createDirectories(temp.resolve("cli/target/lib")).resolve("core.jar"));
    Path launcher =
        Files.writeString(
            temp.resolve("surgetank"),
            """
            #!/bin/sh
            exec '%s/bin/java' -XX:TieredStopAtLevel=1 -Xmx256m --enable-native-access=ALL-UNNAMED \\
              -cp '%s' io.surgetank.cli.main.Main "$@" --port=0 --data='%s'
            """
                .formatted(
                    System.getProperty("java.home"),
                    System.getProperty("java.class.path"),
                    temp.resolve("data")));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void the_example_is_compiled_served_and_called_as_written() throws Exception {
    RequiredTool.CURL.path();
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(example.resolve("README.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();
    assertThat(blocks).hasSize(2);

    Process server = shell(blocks.get(0).replace("../../surgetank", "exec ../../surgetank"));
    try {
      String authority = authority(server.inputReader(UTF_8));
      Process curl = shell(blocks.get(1).replace("127.0.0.1:8080", authority));
      String output = new String(curl.getInputStream().readAllBytes(), UTF_8);

      assertThat(curl.waitFor()).as(output).isZero();
      assertThat(output).contains("\"status\":\"PROCESSED\"", "\"carrier\":\"dhl\"");
    } finally {
      server.destroy();
      assertThat(server.waitFor()).isZero();
    }
  }

  private Process shell(String script) throws IOException {
    var builder = new ProcessBuilder("/bin/sh", "-ec", script).directory(example.toFile());
    builder.environment().put("PATH", RequiredTool.searchPath());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.redirectErrorStream(true).start();
  }

  private static String authority(BufferedReader output) throws IOException {
    var before = new StringBuilder();
    for (String line; (line = output.readLine()) != null; ) {
      if (line.contains("listening on http://")) return line.replaceAll(".*http://", "").strip();
      before.append(line).append('\n');
    }
    throw new AssertionError("the server ended before it listened: " + before);
  }

  private static void coreJar(Path jar) throws Exception {
    Path core = Path.of(Handler.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(core))
      assertThat(
              ToolProvider.findFirst("jar")
                  .orElseThrow()
                  .run(System.out, System.err, "cf", jar.toString(), "-C", core.toString(), "."))
          .isZero();
    else Files.copy(core, jar);
  }

  private void copy(String folder) throws IOException {
    try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
      for (Path from : all.filter(Files::isRegularFile).toList()) {
        if (from.toString().endsWith(".class")) continue;
        Path to = clone.resolve(ROOT.relativize(from));
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(from, to);
      }
    }
  }
}
