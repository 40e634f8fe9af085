package io.surgetank.cli.main;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A command in a separate process of a shell with its own settings.
record CommandProcess(int exit, String out, String err) {
  /// @param shell a command of the shell before it, such as `umask 0`
  static CommandProcess run(String shell, String... words) throws Exception {
    String java =
        JavaCommand.surgetank(List.of()).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    String[] command = {"sh", "-c", shell + "; exec " + java + " \"$@\"", "sh"};
    Process process =
        new ProcessBuilder(
                Stream.concat(List.of(command).stream(), List.of(words).stream()).toList())
            .start();
    try (var errors = process.getErrorStream()) {
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      String err = new String(errors.readAllBytes(), UTF_8);
      return new CommandProcess(process.waitFor(), out, err);
    } finally {
      process.destroyForcibly();
    }
  }
}
