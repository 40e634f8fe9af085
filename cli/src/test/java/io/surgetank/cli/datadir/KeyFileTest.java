package io.surgetank.cli.datadir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.access.ApiKey;
import io.surgetank.core.access.ApiKeyRegistry;
import io.surgetank.core.access.KeyGrant;
import io.surgetank.core.access.Scope;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final KeyGrant GRANT =
      new KeyGrant("shop", Set.of(Scope.SUBMIT, Scope.READ), Set.of(new PipelineName("orders")));

  @TempDir private Path folder = Path.of("");
  private Instant now = Instant.parse("2026-01-31T08:00:00.123Z");

  private ApiKeyRegistry registry(KeyFile keyFile) {
    return new ApiKeyRegistry(keyFile, () -> now, new Random(1));
  }

  private ApiKey created(KeyFile keyFile) {
    var result = registry(keyFile).create(GRANT, Optional.of(Duration.ofDays(9)), "operator");
    return ((ApiKeyRegistry.Result.Created) result).key();
  }

  @Test
  void keys_are_read_back_equal_after_each_change() {
    var keyFile = KeyFile.in(folder);
    assertThat(keyFile.keys().isEmpty()).isTrue();

    ApiKey key = created(keyFile);
    assertThat(KeyFile.in(folder).keys().all()).containsExactly(key);
    registry(keyFile).rotate(key.id(), Duration.ofHours(1), "ann");
    registry(keyFile).revoke(key.id(), "bob");
    keyFile.used(key.id(), now);
    keyFile.storeUses();

    assertThat(KeyFile.in(folder).keys().all()).isEqualTo(keyFile.keys().all()).hasSize(2);
    assertThat(KeyFile.in(folder).keys().all().getFirst().history().lastUsedAt()).contains(now);
  }

  /// An older server must not take the key of a tenant for one of all tenants.
  @Test
  void a_file_that_older_servers_would_misread_has_a_version_that_they_refuse() throws IOException {
    var keyFile = KeyFile.in(folder);
    var _ = created(keyFile);
    assertThat(Files.readString(folder.resolve("api-keys.json"))).contains("\"version\" : 1");

    var own = new KeyGrant("own", Set.of(Scope.READ_OWN), Set.of(), Optional.empty());
    var _ = registry(keyFile).create(own, Optional.empty(), "ann");
    assertThat(Files.readString(folder.resolve("api-keys.json"))).contains("\"version\" : 2");
  }

  @Test
  void tenants_and_chains_of_rotations_are_read_back() {
    var acme = Optional.of(new Tenant("acme"));
    var grant = new KeyGrant("shop", Set.of(Scope.READ_OWN), Set.of(), acme);
    var keyFile = KeyFile.in(folder);
    var created =
        (ApiKeyRegistry.Result.Created) registry(keyFile).create(grant, Optional.empty(), "ann");
    registry(keyFile).rotate(created.key().id(), Duration.ZERO, "ann");

    ApiKey rotated = KeyFile.in(folder).keys().all().getLast();
    assertThat(rotated).isEqualTo(keyFile.keys().all().getLast());
    assertThat(rotated.grant()).isEqualTo(grant);
    assertThat(rotated.firstId()).isEqualTo(created.key().id()).isNotEqualTo(rotated.id());
  }

  @Test
  void only_the_owner_can_read_the_file() throws IOException {
    created(KeyFile.in(folder));

    assertThat(Files.getPosixFilePermissions(folder.resolve("api-keys.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("api-keys.json"));
    }
  }

  @Test
  void uses_are_stored_with_the_next_change_and_none_is_lost() {
    var keyFile = KeyFile.in(folder);
    ApiKey key = created(keyFile);

    keyFile.used(key.id(), now.plusSeconds(5));
    created(keyFile);
    assertThat(KeyFile.in(folder).keys().find(key.id()).orElseThrow().history().lastUsedAt())
        .contains(now.plusSeconds(5));
    keyFile.used(key.id(), now.plusSeconds(9));
    keyFile.storeUses();
    assertThat(KeyFile.in(folder).keys().find(key.id()).orElseThrow().history().lastUsedAt())
        .contains(now.plusSeconds(9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"version\": 1}",
        "{\"version\": 3, \"keys\": []}",
        "{\"version\": 1, \"keys\": [{}]}",
        "{\"version\": 1, \"keys\": [7]}"
      })
  void a_file_that_cannot_be_used_refuses_the_start(String text) throws IOException {
    Files.writeString(folder.resolve("api-keys.json"), text);

    assertThatThrownBy(() -> KeyFile.in(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("the API keys in " + folder.resolve("api-keys.json"))
        .hasMessageContainingAll("cannot be read", "backup");
  }

  @Test
  void bytes_that_are_not_text_refuse_the_start() throws IOException {
    Files.write(folder.resolve("api-keys.json"), new byte[] {'{', (byte) 0xff});

    assertThatThrownBy(() -> KeyFile.in(folder)).hasMessageContaining("it is not UTF-8");
  }

  @Test
  void a_folder_in_place_of_the_file_refuses_the_start() throws IOException {
    Files.createDirectory(folder.resolve("api-keys.json"));

    assertThatThrownBy(() -> KeyFile.in(folder)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_link_to_a_missing_file_refuses_the_start() throws IOException {
    Path file = folder.resolve("api-keys.json");
    Files.createSymbolicLink(file, folder.resolve("unmounted/keys.json"));

    assertThatThrownBy(() -> KeyFile.in(folder))
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("no such file");
  }

  /// Replaces text in the file with one key.
  private void edit(String old, String replacement) throws IOException {
    created(KeyFile.in(folder));
    Path file = folder.resolve("api-keys.json");
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, replacement));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"expiresAt\"', '\"expires\"', expires",
    "'\"version\"', '\"comment\": 1, \"version\"', comment",
    "'\"name\"', '\"Name\": \"x\", \"name\"', Name"
  })
  void unknown_members_are_named_and_refuse_the_start(String old, String replacement, String member)
      throws IOException {
    edit(old, replacement);

    assertThatThrownBy(() -> KeyFile.in(folder))
        .hasMessageContaining("unknown member '" + member + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1000000000-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "-1000000000-01-01T00:00:00Z"
      })
  void a_time_that_lists_cannot_show_refuses_the_start(String time) throws IOException {
    edit("2026-02-09T08:00:00.123Z", time);

    assertThatThrownBy(() -> KeyFile.in(folder))
        .hasMessageContaining("'expiresAt' must be a time from 1970 to 9999-12-31T23:59:59Z");
  }

  @Test
  void a_key_that_expires_in_the_last_year_can_be_rotated() throws IOException {
    edit("2026-02-09T08:00:00.123Z", "9999-12-31T23:59:59Z");
    now = now.plus(Duration.ofDays(400));
    KeyFile keyFile = KeyFile.in(folder);
    ApiKey key = keyFile.keys().all().getFirst();

    registry(keyFile).rotate(key.id(), Duration.ofHours(1), "ann");

    assertThat(KeyFile.in(folder).keys().all().getLast().history().expiresAt())
        .contains(Instant.parse("9999-12-31T23:59:59Z"));
  }

  @Test
  void files_that_others_can_read_are_found() throws IOException {
    created(KeyFile.in(folder));
    Path file = folder.resolve("api-keys.json");
    assertThat(new ServerFiles(folder).filesOpenToOthers()).isEmpty();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.writeString(folder.resolve("operator.token"), "x");
    Files.setPosixFilePermissions(
        folder.resolve("operator.token"), PosixFilePermissions.fromString("rw----rw-"));

    assertThat(new ServerFiles(folder).filesOpenToOthers())
        .containsExactlyInAnyOrder(file, folder.resolve("operator.token"));
  }

  @Test
  void two_keys_with_the_same_id_refuse_the_start() throws IOException {
    ApiKey key = created(KeyFile.in(folder));
    Path file = folder.resolve("api-keys.json");
    String text = Files.readString(file);
    int from = text.indexOf("{", 1);
    String object = text.substring(from, text.lastIndexOf(']')).strip();
    Files.writeString(file, text.substring(0, from) + object + ", " + text.substring(from));

    assertThatThrownBy(() -> KeyFile.in(folder))
        .hasMessageContaining("two keys with the id " + key.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "sha256", "name", "scopes", "createdAt", "expiresAt"})
  void a_damaged_member_refuses_the_start(String member) throws IOException {
    created(KeyFile.in(folder));
    Path file = folder.resolve("api-keys.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("(\"" + member + "\" : )\\S.*", "$1\"é\","));

    assertThatThrownBy(() -> KeyFile.in(folder)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void a_change_that_cannot_be_stored_has_no_effect() throws IOException {
    var keyFile = KeyFile.in(folder);
    ApiKey key = created(keyFile);
    // A folder in place of the temporary file.
    Files.createDirectories(folder.resolve("api-keys.json.new/x"));

    assertThatThrownBy(() -> registry(keyFile).revoke(key.id(), "bob"))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(keyFile.keys().all().getFirst().status(now)).isEqualTo(ApiKey.Status.ACTIVE);
  }
}
