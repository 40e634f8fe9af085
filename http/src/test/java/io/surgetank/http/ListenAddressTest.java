package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ListenAddressTest {
  @Test
  void a_port_in_use_is_refused_and_a_free_one_stays_free() throws Exception {
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      assertThatThrownBy(() -> at("127.0.0.1", port).check())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("already in use");
    }

    assertThatCode(() -> at("127.0.0.1", port).check()).doesNotThrowAnyException();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void a_port_that_needs_permission_is_not_reported_as_in_use() {
    assertThat(at("127.0.0.1", 80).unusable(new BindException("Permission denied")))
        .hasMessageContainingAll("Port 80", "permission denied", "--port")
        .hasMessageNotContaining("in use");
  }

  @Test
  void an_unknown_host_is_named() {
    assertThatThrownBy(() -> at("no-such-host.invalid", 8080).check())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContainingAll("no-such-host.invalid", "no such host", "--host");
  }

  private static ListenAddress at(String host, int port) {
    return new ListenAddress(new ListenSettings(host, port));
  }
}
