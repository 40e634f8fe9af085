package io.surgetank.proof.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.proof.disk.PowerCut.DropAll;
import io.surgetank.proof.disk.PowerCut.KeepAll;
import io.surgetank.proof.disk.PowerCut.Subset;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordedDiskTest {
  private static final int FILE = 3;
  private static final int FOLDER = 4;

  private final RecordedDisk disk = new RecordedDisk(Path.of("/root"));
  private long token;

  @Test
  void a_write_is_durable_only_after_a_sync_of_the_file_and_a_name_after_one_of_its_folder() {
    open("/root/a");
    write(0, "one");
    assertThat(image(new DropAll())).isEmpty();
    assertThat(image(new KeepAll())).containsExactly("a=one");

    sync(FILE, false);
    assertThat(image(new DropAll())).isEmpty();
    syncFolder();
    assertThat(image(new DropAll())).containsExactly("a=one");

    write(3, "two");
    assertThat(image(new DropAll())).containsExactly("a=one");
    assertThat(image(new KeepAll())).containsExactly("a=onetwo");
  }

  @Test
  void unsynced_writes_are_kept_in_any_combination_and_missing_bytes_are_zero() {
    open("/root/a");
    syncFolder();
    write(0, "one");
    write(3, "two");
    long first = disk.unsynced().getFirst();

    assertThat(disk.unsynced()).hasSize(2);
    assertThat(image(new Subset(first, 0b10))).containsExactly("a=\0\0\0two");
    assertThat(image(new Subset(first, 0b01))).containsExactly("a=one");
  }

  @Test
  void a_write_during_a_sync_is_not_part_of_it() {
    open("/root/a");
    syncFolder();
    write(0, "one");
    disk.apply(new DiskEvent.SyncBegun(FILE, ++token));
    write(3, "two");
    disk.apply(new DiskEvent.SyncEnded(FILE, token, false));

    assertThat(image(new DropAll())).containsExactly("a=one");
  }

  @Test
  void a_write_whose_sync_failed_may_be_missing_after_later_syncs_until_it_is_written_again() {
    open("/root/a");
    syncFolder();
    write(0, "one");
    sync(FILE, true);
    write(3, "two");
    sync(FILE, false);
    assertThat(image(new DropAll())).containsExactly("a=\0\0\0two");
    assertThat(image(new KeepAll())).containsExactly("a=onetwo");

    write(0, "one");
    sync(FILE, false);
    assertThat(image(new DropAll())).containsExactly("a=onetwo");
  }

  @Test
  void a_process_that_ended_may_leave_writes_that_no_later_sync_writes() {
    open("/root/a");
    syncFolder();
    write(0, "one");
    disk.processStarted();
    disk.loseUnsynced();
    disk.apply(new DiskEvent.Opened(FILE, "/root/a", false, false));
    sync(FILE, false);

    assertThat(image(new DropAll())).containsExactly("a=");
  }

  @Test
  void what_a_failed_sync_lost_can_be_missing_beside_later_writes() {
    open("/root/a");
    syncFolder();
    write(0, "one");
    sync(FILE, true);
    write(3, "two");

    assertThat(disk.uncertain()).hasSize(1).isNotEqualTo(Set.copyOf(disk.unsynced()));
    assertThat(image(new PowerCut.Lost(disk.uncertain(), new KeepAll())))
        .containsExactly("a=\0\0\0two");
    assertThat(image(new PowerCut.Lost(disk.uncertain(), new DropAll()))).containsExactly("a=");
  }

  @Test
  void a_write_is_torn_at_multiples_of_the_unit() {
    open("/root/a");
    syncFolder();
    write(256, "x".repeat(1024));
    Set<String> seen = new HashSet<>();
    for (int seed = 0; seed < 200; seed++)
      seen.addAll(image(new PowerCut.RandomParts(seed, PowerCut.SECTOR, 128)));

    // The bytes from 256 to 1280 are in three sectors.
    assertThat(seen).contains("a=" + "\0".repeat(512) + "x".repeat(512)).hasSizeBetween(8, 16);
  }

  @Test
  void a_renamed_file_is_found_under_exactly_one_name() {
    open("/root/a");
    write(0, "one");
    sync(FILE, false);
    syncFolder();
    disk.apply(new DiskEvent.Renamed("/root/a", "/root/b"));
    assertThat(image(new DropAll())).containsExactly("a=one");
    assertThat(image(new KeepAll())).containsExactly("b=one");

    syncFolder();
    disk.apply(new DiskEvent.Removed("/root/b"));
    assertThat(image(new DropAll())).containsExactly("b=one");
    assertThat(image(new KeepAll())).isEmpty();
  }

  @Test
  void a_file_is_lost_with_its_folder() {
    disk.apply(new DiskEvent.FolderMade("/root/data"));
    open("/root/data/a");
    disk.apply(new DiskEvent.Opened(FOLDER, "/root/data", false, false));
    sync(FOLDER, false);
    assertThat(image(new DropAll())).isEmpty();

    syncFolder();
    assertThat(image(new DropAll())).containsExactly("data/a=");
  }

  @Test
  void a_mapped_file_is_refused_unless_it_is_the_index_of_the_log() {
    open("/root/a.db-shm");
    assertThat(disk.apply(new DiskEvent.Mapped(FILE))).isFalse();
    open("/root/a.db");
    assertThatThrownBy(() -> disk.apply(new DiskEvent.Mapped(FILE)))
        .hasMessageContaining("it is mapped");
  }

  private void open(String path) {
    assertThat(disk.apply(new DiskEvent.Opened(FILE, path, true, false))).isTrue();
  }

  private void write(long position, String text) {
    disk.apply(new DiskEvent.Written(FILE, position, text.getBytes(UTF_8)));
  }

  private void sync(int fd, boolean hasFailed) {
    disk.apply(new DiskEvent.SyncBegun(fd, ++token));
    disk.apply(new DiskEvent.SyncEnded(fd, token, hasFailed));
  }

  private void syncFolder() {
    disk.apply(new DiskEvent.Opened(FOLDER, "/root", false, false));
    sync(FOLDER, false);
  }

  private Set<String> image(PowerCut cut) {
    var files = new HashSet<String>();
    disk.image(cut)
        .files()
        .forEach((path, content) -> files.add(path + "=" + new String(content, UTF_8)));
    return files;
  }
}
