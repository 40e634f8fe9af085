package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.surgetank.cli.datadir.ServerFiles;
import io.surgetank.cli.datadir.ServerFiles.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Which servers get the operator token of the data folder in the current folder.
@Timeout(120)
class LocalTokenTest {
  private static final String TOKEN = "the-token-of-the-folder-0123456789abcdef";

  @TempDir private Path temp;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer other;
  private String url;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectory(temp.resolve("data"));
    Files.writeString(temp.resolve("data/operator.token"), TOKEN);
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          received.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    other.start();
    url = "http://127.0.0.1:" + other.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    other.stop(0);
  }

  private CommandProcess verify(String... options) throws Exception {
    var words = new ArrayList<>(List.of("verify", "--url=" + url));
    words.addAll(List.of(options));
    return CommandProcess.run("cd " + temp, words.toArray(String[]::new));
  }

  @Test
  void another_server_does_not_get_it() throws Exception {
    CommandProcess refused = verify();

    assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
    assertThat(received).isNotEmpty().noneMatch(header -> header.contains(TOKEN));
  }

  @Test
  void the_server_of_the_folder_gets_it() throws Exception {
    new ServerFiles(temp.resolve("data")).announce(new RunningServer(url, 1));

    assertThat(verify().exit()).isEqualTo(1);

    assertThat(received).isNotEmpty().allMatch(header -> header.endsWith(TOKEN));
  }

  @Test
  void a_token_of_the_environment_is_not_used_for_it_which_is_reported() throws Exception {
    new ServerFiles(temp.resolve("data")).announce(new RunningServer(url, 1));

    CommandProcess refused =
        CommandProcess.run("cd " + temp + "; export SURGETANK_TOKEN=another", "verify");

    assertThat(refused.err()).contains("SURGETANK_TOKEN is not used without --url");
    assertThat(received).isNotEmpty().allMatch(header -> header.endsWith(TOKEN));
  }

  @Test
  void a_chosen_server_gets_the_token_of_a_chosen_folder() throws Exception {
    assertThat(verify("--data=data").exit()).isEqualTo(1);

    assertThat(received).isNotEmpty().allMatch(header -> header.endsWith(TOKEN));
  }
}
