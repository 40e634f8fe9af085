package io.surgetank.cli.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.cli.command.MissingStore;
import io.surgetank.cli.datadir.MountPoints;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewStoreCheckTest {
  private static NewStoreCheck check(MissingStore missingStore, String... mounted) {
    var points = new MountPoints(List.of("UUID=1 /no/such/disk ext4 nofail"), List.of(mounted));
    return new NewStoreCheck(missingStore, points);
  }

  @Test
  void a_disk_that_is_not_mounted_is_named() {
    assertThatThrownBy(() -> check(MissingStore.CREATE).require(Path.of("/no/such/disk/data")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("/no/such/disk/data", "of /no/such/disk is", "not mounted");
  }

  @Test
  void a_store_is_created_on_a_mounted_disk_unless_forbidden() {
    String mounted = "/dev/vdb /no/such/disk ext4 rw 0 0";
    Path data = Path.of("/no/such/disk/data");

    assertThatCode(() -> check(MissingStore.CREATE, mounted).require(data))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check(MissingStore.REFUSE, mounted).require(data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("/no/such/disk/data", "--no-create");
  }
}
