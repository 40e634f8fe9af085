package io.surgetank.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing that a command prints steers the terminal.
class PrintableTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\u0007",
        "\u0008",
        "\u001b[2J",
        "\r",
        "\u007f",
        "\u0080",
        "\u0085",
        "\u009b31m",
        "\u009d0;title\u009c",
        "\u200e",
        "\u200f",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\u061c",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\ud800",
        "\udfff",
        "\udb40\udc41"
      })
  void what_would_steer_a_terminal_is_shown_escaped(String text) {
    String first = "\\u%04x".formatted((int) text.charAt(0));

    assertThat(PrintableText.text("a" + text + "b")).startsWith("a" + first).endsWith("b");
    assertThat(PrintableText.line("a" + text + "b")).startsWith("a" + first);
  }

  @Test
  void text_of_all_languages_is_unchanged() {
    String text = "naïve 数量 \u05d0\u05d1 \ud83d\udc68\u200d\ud83d\udc69 ❤️\tx\ny";

    assertThat(PrintableText.text(text)).isEqualTo(text);
    assertThat(PrintableText.line("x\ny")).isEqualTo("x\\u000ay");
  }

  /// What is written past [Terminal] is not made printable.
  @Test
  void commands_write_through_the_terminal() throws IOException {
    List<String> writers =
        List.of(
            "Terminal.java",
            "ExportCommand.java",
            "CompletionCommand.java",
            "SchemaCommand.java",
            "Surgetank.java");
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/surgetank/cli/command"))) {
      assertThat(files.filter(file -> !writers.contains(String.valueOf(file.getFileName()))))
          .noneMatch(file -> text(file).matches("(?s).*System\\.(out|err)\\.print.*"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
