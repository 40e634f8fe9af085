package io.surgetank.deploy.infra.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/// A shell that somebody pastes lines into, block after block: variables and the folder stay. It
/// ends at the first line that fails.
public final class Session implements AutoCloseable {
  private final Process bash;
  private final BufferedReader said;
  private int blocks;

  Session(Process bash) {
    this.bash = bash;
    said = new BufferedReader(new InputStreamReader(bash.getInputStream(), UTF_8));
  }

  /// What the block says. Fails when one of its lines does.
  public String run(String block) throws IOException {
    String end = "--- end of block " + ++blocks + " ---";
    // Nothing in the block reads what comes after it.
    String lines = "{\n" + block + "\n} </dev/null 2>&1\nprintf '\\n%s\\n' '" + end + "'\n";
    bash.getOutputStream().write(lines.getBytes(UTF_8));
    bash.getOutputStream().flush();
    var text = new StringBuilder();
    String line = said.readLine();
    while (line != null && !line.equals(end)) {
      text.append(line).append('\n');
      line = said.readLine();
    }
    assertThat(line).as(block + "\nended with:\n" + text).isEqualTo(end);
    return text.toString();
  }

  @Override
  public void close() {
    bash.destroy();
  }
}
