package io.surgetank.cli.main;

import java.util.ArrayList;
import java.util.List;

/// The command line that runs a class of this build in a separate process.
final class JavaCommand {
  private JavaCommand() {}

  /// The `surgetank` command.
  static List<String> surgetank(List<String> words) {
    List<String> command = of(Main.class, "-Xmx256m", "--enable-native-access=ALL-UNNAMED");
    command.addAll(words);
    return command;
  }

  /// @param options of the JVM, in addition to those of a fast start
  static List<String> of(Class<?> main, String... options) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }
}
