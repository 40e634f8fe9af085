package io.surgetank.deploy.infra.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A page of the documentation, whose shell commands are run as they are written.
public record DocsPage(String text) {
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\\n(.*?)```");

  public static DocsPage read(Path file) throws IOException {
    return new DocsPage(Files.readString(file));
  }

  /// The blocks below a heading of the second level, up to the next.
  public List<String> blocks(String heading) {
    int from = text.indexOf("\n## " + heading + "\n");
    if (from < 0) throw new IllegalArgumentException("no heading: " + heading);
    int to = text.indexOf("\n## ", from + 1);
    String section = to < 0 ? text.substring(from) : text.substring(from, to);
    List<String> blocks =
        BLOCK.matcher(section).results().map((MatchResult found) -> found.group(1)).toList();
    if (blocks.isEmpty()) throw new IllegalArgumentException("no shell commands: " + heading);
    return blocks;
  }
}
