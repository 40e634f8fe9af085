package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands replace an existing output file only if they wrote it, or with `--force`.
class OutputFilesTest {
  private static final String MINE = "{\"id\": \"mine\"}\n";

  @TempDir private Path temp = Path.of("");

  @Test
  void package_replaces_its_own_zip_and_no_other_file() throws IOException {
    Path zip = temp.resolve("surgetank-aws.zip");

    assertThat(packaged(zip).exit()).isZero();
    assertThat(packaged(zip).exit()).isZero();
    for (Path other : List.of(zip, temp.resolve("stack.json"))) {
      byte[] own = Files.readAllBytes(other);
      Files.writeString(other, MINE);
      assertRefused(packaged(zip), 1, other);
      assertThat(packaged(zip, "--force").exit()).isZero();
      assertThat(other).hasBinaryContent(own);
    }
  }

  @Test
  void package_does_not_replace_the_zip_of_another_program() throws IOException {
    Path zip = functions("other.zip");
    byte[] before = Files.readAllBytes(zip);

    assertRefused(packaged(zip), 1, zip);
    assertThat(zip).hasBinaryContent(before);
    assertThat(temp.resolve("stack.json")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--ids", "--hdr", "--report"})
  void load_replaces_its_own_files_and_no_others_before_it_sends_anything(String option)
      throws IOException, InterruptedException {
    Path file = Files.writeString(temp.resolve("output"), MINE);

    try (var embeddedServer = EmbeddedServer.in(temp.resolve("data"))) {
      assertRefused(load(option + "=" + file), 2, file);
      assertThat(file).hasContent(MINE.strip());
      assertThat(embeddedServer.operate("ledger").at("/pipelines/orders/received").asInt(0))
          .isZero();
      assertThat(load(option + "=" + file, "--force").exit()).isZero();
      assertThat(Files.readString(file)).isNotEqualTo(MINE);
      assertThat(load(option + "=" + file).exit()).isZero();
    }
  }

  @Test
  void an_empty_file_and_a_device_can_be_written() throws IOException {
    Path empty = Files.createFile(temp.resolve("empty"));

    for (Path output : List.of(empty, Path.of("/dev/null"))) {
      CommandOutput exported = CommandOutput.by("export", "serverless", "--output=" + output);
      assertThat(exported.exit()).as(exported.err()).isZero();
    }
  }

  private static void assertRefused(CommandOutput commandOutput, int exit, Path file) {
    assertThat(commandOutput.exit()).as(commandOutput.out()).isEqualTo(exit);
    assertThat(commandOutput.err())
        .isEqualTo(
            file
                + " already exists and was not written by this command; use --force to replace"
                + " it.\n");
  }

  private CommandOutput packaged(Path output, String... options) throws IOException {
    var words =
        new ArrayList<>(
            List.of("package", "--functions=" + functions("base.zip"), "--output=" + output));
    words.addAll(List.of(options));
    return CommandOutput.by(words.toArray(String[]::new));
  }

  private Path functions(String name) throws IOException {
    Path base = temp.resolve(name);
    try (var zip = new ZipOutputStream(Files.newOutputStream(base))) {
      zip.putNextEntry(new ZipEntry("lib/functions.jar"));
    }
    return base;
  }

  private CommandOutput load(String... options) {
    var words = new ArrayList<>(List.of("load", "--data=" + temp.resolve("data"), "--quiet"));
    words.addAll(List.of("--total=5", "--sequential"));
    words.addAll(List.of(options));
    return CommandOutput.by(words.toArray(String[]::new));
  }
}
