package io.surgetank.sqlite.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log with an interrupted write, or with a changed byte.
class DamagedLogTest {
  private static final List<String> WRITTEN = List.of("1:first", "2:second", "3:third");

  @TempDir private Path folder;
  private LogFiles files = LogFiles.in(Path.of(""));
  private int used;
  private int last;

  @BeforeEach
  void aLog() throws Exception {
    files = LogFiles.in(folder);
    try (CommitLog log = files.open(0)) {
      LogFiles.append(log, "first", "second");
      last = Math.toIntExact(log.used());
      LogFiles.append(log, "third");
      used = Math.toIntExact(log.used());
    }
    shorten(used);
  }

  private void shorten(int size) throws Exception {
    Files.write(files.first(), Arrays.copyOf(Files.readAllBytes(files.first()), size));
  }

  @Test
  void a_changed_byte_never_changes_a_group() throws Exception {
    for (int at = 0; at < used; at++)
      for (int bits : new int[] {1, 0x10, 0x80, 0xff}) {
        files.flip(at, bits);
        SegmentReader.Groups groups = files.read(0);
        List<String> intact = LogFiles.texts(groups.intact());
        List<String> all = new ArrayList<>(intact);
        all.addAll(LogFiles.texts(groups.afterGap()));
        assertThat(intact).as("byte %d", at).isEqualTo(WRITTEN.subList(0, intact.size()));
        assertThat(all).as("byte %d", at).isSubsetOf(WRITTEN).doesNotHaveDuplicates();
        assertThat(all.size()).as("byte %d", at).isGreaterThanOrEqualTo(2);
        files.flip(at, bits);
      }
  }

  @Test
  void a_group_that_was_not_written_completely_is_omitted() throws Exception {
    byte[] whole = Files.readAllBytes(files.first());
    // The last bytes are zeros, which complete the group.
    for (int size = last; size < used - LogFrame.ALIGNMENT; size++) {
      Files.write(files.first(), Arrays.copyOf(whole, size));
      assertThat(LogFiles.texts(files.read(0).intact())).isEqualTo(WRITTEN.subList(0, 2));
      // The same in an allocated file.
      Files.write(files.first(), Arrays.copyOf(Arrays.copyOf(whole, size), 4096));
      assertThat(LogFiles.texts(files.read(0).intact())).isEqualTo(WRITTEN.subList(0, 2));
    }
  }

  @Test
  void groups_after_a_damaged_one_are_apart() throws Exception {
    files.flip(LogFrame.HEADER + 5, 1);
    assertThat(files.read(0).intact()).isEmpty();
    assertThat(LogFiles.texts(files.read(0).afterGap())).isEqualTo(WRITTEN.subList(1, 3));
    // Those in the tables are not missing.
    assertThat(LogFiles.texts(files.read(1).intact())).isEqualTo(WRITTEN.subList(1, 3));
  }

  @Test
  void groups_of_an_earlier_use_are_omitted() throws Exception {
    try (CommitLog log = files.open(3)) {
      LogFiles.append(log, "x");
    }
    SegmentReader.Groups groups = files.read(3);
    assertThat(LogFiles.texts(groups.intact())).containsExactly("4:x");
    assertThat(groups.afterGap()).isEmpty();
  }

  @Test
  void an_interrupted_write_over_an_earlier_use_is_omitted() throws Exception {
    byte[] before = Files.readAllBytes(files.first());
    try (CommitLog log = files.open(3)) {
      LogFiles.append(log, "x".repeat(30));
    }
    byte[] after = Files.readAllBytes(files.first());
    int end = LogFrame.size(Integer.BYTES + 30);
    for (int size = 0; size < LogFrame.HEADER + Integer.BYTES + 30; size++) {
      byte[] torn = Arrays.copyOf(before, Math.max(before.length, end));
      System.arraycopy(after, 0, torn, 0, size);
      Files.write(files.first(), torn);
      assertThat(files.read(3).intact()).as("size %d", size).isEmpty();
      assertThat(files.read(3).afterGap()).as("size %d", size).isEmpty();
    }
  }
}
