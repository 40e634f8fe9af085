package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.Surgetank;
import io.surgetank.cli.main.Wiring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The `surgetank` commands in the documentation exist, with the options that they are shown with.
class DocumentedCommandsTest {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(?:sh|text|ini)\\n(.*?)^```");

  /// A command at the start of a line, or after `ExecStart=` or `&& `.
  private static final Pattern LINE =
      Pattern.compile("(?m)(?:^|=|&& |[a-z./]+/|\\./)surgetank ([a-z][^\\n]*)$");

  private static final Pattern INLINE = Pattern.compile("`(?:\\./)?surgetank ([a-z-][^`\\n]*)`");

  @Test
  void the_commands_in_code_blocks_can_be_parsed() throws IOException {
    var unknown = new ArrayList<String>();
    int found = 0;
    for (Path page : Pages.all())
      for (String command : commands(page)) {
        found++;
        String error = error(command);
        if (!error.isEmpty()) unknown.add(page + ": surgetank " + command + ": " + error);
      }

    assertThat(unknown).isEmpty();
    assertThat(found).isGreaterThan(25);
  }

  @Test
  void the_commands_in_sentences_can_be_parsed() throws IOException {
    var unknown = new ArrayList<String>();
    for (Path page : Pages.all()) {
      Matcher inline = INLINE.matcher(Pages.text(page));
      while (inline.find()) {
        String command = inline.group(1);
        // A sentence may name a group of commands, such as `surgetank jobs`.
        String error = error(command);
        if (!error.isEmpty() && !error.startsWith("Missing required"))
          unknown.add(page + ": surgetank " + command + ": " + error);
      }
    }

    assertThat(unknown).isEmpty();
  }

  private static List<String> commands(Path page) {
    var commands = new ArrayList<String>();
    Matcher fence = FENCE.matcher(Pages.text(page));
    while (fence.find()) {
      Matcher line = LINE.matcher(fence.group(1));
      while (line.find())
        commands.add(line.group(1).replaceFirst("(\\s{2,}|\\s+#|\\s+&|\\)).*", ""));
    }
    return commands;
  }

  /// Why the command cannot be parsed; empty if it can.
  private static String error(String command) {
    // The launcher builds; the Java program does not.
    if (command.equals("build")) return "";
    CommandLine parser = Surgetank.commandLine(new Wiring());
    var words = new ArrayList<String>();
    Matcher word = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(command);
    while (word.find())
      words.add(
          word.group(1) != null
              ? word.group(1)
              : word.group(2) != null ? word.group(2) : word.group(3));
    try {
      parser.parseArgs(words.toArray(String[]::new));
      return "";
    } catch (ParameterException unknown) {
      return String.valueOf(unknown.getMessage());
    }
  }
}
