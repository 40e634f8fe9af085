package io.surgetank.deploy.infra.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/// A shell that runs one block of commands after the other; variables and the current folder are
/// kept. It ends at the first command that fails.
public final class ShellSession implements AutoCloseable {
  private final Process bash;
  private final BufferedReader output;
  private int blocks;

  ShellSession(Process bash) {
    this.bash = bash;
    output = new BufferedReader(new InputStreamReader(bash.getInputStream(), UTF_8));
  }

  /// What the block prints. Fails if one of its commands does.
  public String run(String block) throws IOException {
    String end = "--- end of block " + ++blocks + " ---";
    // Commands of the block must not read the next block.
    String lines = "{\n" + block + "\n} </dev/null 2>&1\nprintf '\\n%s\\n' '" + end + "'\n";
    bash.getOutputStream().write(lines.getBytes(UTF_8));
    bash.getOutputStream().flush();
    var text = new StringBuilder();
    String line = output.readLine();
    while (line != null && !line.equals(end)) {
      text.append(line).append('\n');
      line = output.readLine();
    }
    assertThat(line).as(block + "\nended with:\n" + text).isEqualTo(end);
    return text.toString();
  }

  @Override
  public void close() {
    bash.destroy();
  }
}
