package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.maintenance.DamagePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The API keys in a backup: without them a restored server could be open to every client.
class ApiKeysFileTest {
  private CopiedStore store = new CopiedStore(Path.of(""));

  @BeforeEach
  void aStore(@TempDir Path temp) {
    store = new CopiedStore(temp);
  }

  private static String keys(Path folder) throws Exception {
    Path file = folder.resolve("api-keys.json");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    return Files.readString(file);
  }

  @Test
  void a_backup_and_a_restored_folder_have_the_keys_for_the_owner_only() throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
      Files.writeString(store.folder.resolve("api-keys.json"), "the keys");
      store.takeBackup();
    }

    assertThat(keys(store.backup)).isEqualTo("the keys");
    store.restore(DamagePolicy.REFUSE);
    assertThat(keys(store.restored)).isEqualTo("the keys");
  }

  @Test
  void a_folder_with_other_keys_is_not_restored_into_and_keeps_them() throws Exception {
    try (var engine = store.open()) {
      store.put(engine, "{}");
      store.takeBackup();
    }
    Files.createDirectory(store.restored);
    Files.writeString(store.restored.resolve("api-keys.json"), "others");

    assertThatThrownBy(() -> store.restore(DamagePolicy.ACCEPT))
        .hasMessageContaining("api-keys.json");

    assertThat(Files.readString(store.restored.resolve("api-keys.json"))).isEqualTo("others");
  }
}
