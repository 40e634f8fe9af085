package io.surgetank.cli.command;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A class path option: jars and directories.
final class Classpath {
  private Classpath() {}

  static List<Path> parse(String option) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(option)
        .filter(part -> !part.isBlank())
        .map(Path::of)
        .toList();
  }
}
