package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.CommandRuntime;
import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.cli.command.MissingStore;
import io.surgetank.cli.command.ServeSettings;
import io.surgetank.cli.command.TlsChoice;
import io.surgetank.cli.log.LogSettings;
import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.http.proxy.ProxySettings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data folder that has no store: a first start, or the wrong folder.
class NewStoreTest {
  @TempDir private Path temp = Path.of("");

  private CommandRuntime.Start startWithoutCreating(Path folder) {
    var settings =
        new ServeSettings(
            "127.0.0.1",
            0,
            folder,
            new ConfigurationChoice.BuiltIn(),
            List.of(),
            LogSettings.DEFAULT,
            List.of(),
            MissingStore.REFUSE,
            AnonymousAccess.UNTIL_FIRST_KEY,
            new TlsChoice.Off(),
            ProxySettings.NONE);
    return new Wiring().start(settings, _ -> {}, OutputStream.nullOutputStream());
  }

  private static void assertRefused(CommandRuntime.Start start, Path folder) {
    assertThat(start).isInstanceOf(CommandRuntime.Start.Refused.class);
    assertThat(((CommandRuntime.Start.Refused) start).errors())
        .singleElement()
        .asString()
        .contains("No store in " + folder, "--no-create", "mounted");
  }

  @Test
  void only_the_first_start_says_that_it_created_a_store() throws Exception {
    Path folder = temp.resolve("data");
    var first = EmbeddedServer.in(folder);
    assertThat(first.greeting().recovered())
        .isEqualTo("Created a new, empty store in " + folder + ".");
    first.close();
    assertThat(first.log()).contains("event=store_created", folder.toString());

    var second = EmbeddedServer.in(folder);
    assertThat(second.greeting().recovered()).isEqualTo("No jobs are waiting.");
    second.close();
    assertThat(second.log()).doesNotContain("store_created");
  }

  @Test
  void no_store_is_created_if_that_is_forbidden_and_an_existing_one_is_opened() throws Exception {
    Path folder = temp.resolve("data");
    assertRefused(startWithoutCreating(folder), folder);
    assertThat(folder).doesNotExist();

    Files.createDirectory(folder);
    assertRefused(startWithoutCreating(folder), folder);
    assertThat(folder).isEmptyDirectory();

    EmbeddedServer.in(folder).close();
    CommandRuntime.Start existing = startWithoutCreating(folder);
    assertThat(existing).isInstanceOf(CommandRuntime.Start.Up.class);
    ((CommandRuntime.Start.Up) existing).server().close();
  }
}
