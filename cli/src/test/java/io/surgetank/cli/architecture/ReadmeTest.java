package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The scripts that the README names first. `DocumentedCurlTest` runs its curl command.
class ReadmeTest {
  @Test
  void the_two_commands_are_there() {
    for (String command : new String[] {"surgetank serve", "mvnw verify"}) {
      assertThat(Repository.readme()).contains("./" + command);
      String file = command.substring(0, command.indexOf(' '));
      assertThat(Files.isExecutable(Repository.root().resolve(file))).isTrue();
    }
  }
}
