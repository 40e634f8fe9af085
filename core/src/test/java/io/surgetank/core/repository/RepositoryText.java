package io.surgetank.core.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The repository that this test runs in, from any working directory in it.
public final class RepositoryText {
  private RepositoryText() {}

  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) throw new IllegalStateException("not inside the repository");
      folder = parent;
    }
    return folder;
  }

  public static String text(String file) throws IOException {
    return Files.readString(root().resolve(file));
  }

  /// The code blocks of a page in this language, in the page's order.
  public static List<String> blocks(String page, String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(text(page))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }
}
