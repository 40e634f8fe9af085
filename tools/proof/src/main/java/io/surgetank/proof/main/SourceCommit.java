package io.surgetank.proof.main;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The commit that is tested.
final class SourceCommit {
  private SourceCommit() {}

  /// Short; ends with `+` if main sources differ from it. `unknown` outside of a Git repository.
  static String read() throws InterruptedException {
    try {
      String commit = git("rev-parse", "--short=10", "HEAD");
      if (commit.isEmpty()) return "unknown";
      return git("status", "--porcelain", "--", ":/*/src/main/*").isEmpty() ? commit : commit + "+";
    } catch (IOException noGit) {
      return "unknown";
    }
  }

  private static String git(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? text : "";
    }
  }
}
