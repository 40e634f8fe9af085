package io.surgetank.cli.datadir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountPointsTest {
  private static final List<String> FSTAB =
      List.of(
          "# <file system> <mount point> <type>",
          "UUID=1 / ext4 errors=remount-ro 0 1",
          "UUID=2\t/srv/disk\text4\tnofail\t0 2",
          "UUID=3 /srv/disk/inner/ xfs defaults",
          "UUID=4 /srv/a\\040disk ext4 noauto",
          "/swapfile none swap sw 0 0",
          "#UUID=5 /srv/old ext4 defaults",
          "");
  private static final List<String> ONLY_ROOT = List.of("/dev/vda / ext4 rw 0 0");

  private static MountPoints mounted(String... more) {
    var lines = new java.util.ArrayList<>(ONLY_ROOT);
    lines.addAll(List.of(more));
    return new MountPoints(FSTAB, lines);
  }

  @Test
  void a_configured_mount_point_that_is_not_mounted_is_found_above_the_folder() {
    assertThat(mounted().unmounted(Path.of("/srv/disk/data"))).contains(Path.of("/srv/disk"));
    assertThat(mounted().unmounted(Path.of("/srv/disk"))).contains(Path.of("/srv/disk"));
    assertThat(mounted().unmounted(Path.of("/srv/x/../disk/data"))).isPresent();
    assertThat(mounted("/dev/vdb /srv/disk ext4 rw 0 0").unmounted(Path.of("/srv/disk/inner/data")))
        .contains(Path.of("/srv/disk/inner"));
    assertThat(mounted().unmounted(Path.of("/srv/a disk/data"))).contains(Path.of("/srv/a disk"));
  }

  @Test
  void nothing_is_missing_where_all_is_mounted_or_nothing_is_configured() {
    assertThat(mounted("/dev/vdb /srv/disk ext4 rw 0 0").unmounted(Path.of("/srv/disk/data")))
        .isEmpty();
    assertThat(mounted("/dev/vdc /srv/a\\040disk ext4 rw 0 0").unmounted(Path.of("/srv/a disk")))
        .isEmpty();
    assertThat(mounted().unmounted(Path.of("/srv/diskette/data"))).isEmpty();
    assertThat(mounted().unmounted(Path.of("/srv/old/data"))).isEmpty();
    assertThat(new MountPoints(List.of(), List.of()).unmounted(Path.of("/srv/disk"))).isEmpty();
  }

  @Test
  void a_symbolic_link_is_followed(@TempDir Path temp) throws Exception {
    Path disk = Files.createDirectories(temp.toRealPath().resolve("disk"));
    Path link = Files.createSymbolicLink(temp.resolve("link"), disk);
    var points = new MountPoints(List.of("UUID=2 " + disk + " ext4 defaults"), ONLY_ROOT);

    assertThat(points.unmounted(link.resolve("not/yet/there"))).contains(disk);
  }
}
