package io.surgetank.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.main.Wiring;
import io.surgetank.core.access.AnonymousAccess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What the options of `serve` mean for clients without a key.
class ServeAccessTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, UNTIL_FIRST_KEY",
    "127.1.2.3, UNTIL_FIRST_KEY",
    "localhost, UNTIL_FIRST_KEY",
    "::1, UNTIL_FIRST_KEY",
    "0.0.0.0, REFUSED",
    "::, REFUSED",
    "10.0.0.7, REFUSED",
    "jobs.example, REFUSED",
    "127.0.0.1.example, REFUSED"
  })
  void another_address_than_loopback_requires_keys(String host, AnonymousAccess expected) {
    assertThat(access("--host", host)).isEqualTo(expected);
    assertThat(access("--host", host, "--insecure")).isEqualTo(AnonymousAccess.ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  void behind_a_proxy_keys_are_required_and_the_server_needs_no_tls(String host) {
    var command = command("--host", host, "--behind-proxy", "10.0.0.7,10.1.0.0/16");

    assertThat(command.anonymousAccess()).isEqualTo(AnonymousAccess.REFUSED);
    assertThat(command.isInClearText()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, false", "localhost, false", "0.0.0.0, true", "jobs.example, true"})
  void another_address_than_loopback_needs_tls_for_secrecy(String host, boolean expected) {
    assertThat(command("--host", host).isInClearText()).isEqualTo(expected);
    assertThat(command("--host", host, "--tls-cert=c", "--tls-key=k").isInClearText()).isFalse();
  }

  private static AnonymousAccess access(String... options) {
    return command(options).anonymousAccess();
  }

  private static ServeCommand command(String... options) {
    var command = new ServeCommand(new Wiring());
    new CommandLine(command).parseArgs(options);
    return command;
  }
}
