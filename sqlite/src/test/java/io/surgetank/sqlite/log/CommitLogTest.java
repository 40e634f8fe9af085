package io.surgetank.sqlite.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read from a log after any use of it.
class CommitLogTest {
  private static final int MEBIBYTE = 1024 * 1024;

  @TempDir private Path folder;

  @Test
  void groups_are_read_in_order() throws Exception {
    LogFiles files = LogFiles.in(folder);
    try (CommitLog log = files.open(7)) {
      LogFiles.append(log, "a", "bb", "", "Grüße 🦫");
      assertThat(log.last()).isEqualTo(11);
    }
    assertThat(LogFiles.texts(files.read(7).intact()))
        .containsExactly("8:a", "9:bb", "10:", "11:Grüße 🦫");
    assertThat(files.read(7).afterGap()).isEmpty();
    assertThat(LogFiles.texts(files.read(9).intact())).containsExactly("10:", "11:Grüße 🦫");
    assertThat(files.read(11).intact()).isEmpty();
  }

  @Test
  void any_sequence_of_appends_switches_and_restarts_is_read_back() throws Exception {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    LogFiles files = LogFiles.in(folder);
    long applied = 0;
    CommitLog log = files.open(applied);
    var unapplied = new ArrayList<String>();
    List<String> flushing = List.of();
    for (int step = 0; step < 150; step++) {
      switch (random.nextInt(8)) {
        case 0 -> {
          // The groups of the other segment are in the tables, then this one's are written.
          applied += flushing.size();
          flushing = List.copyOf(unapplied);
          unapplied.clear();
          log.switchSegment();
        }
        case 1 -> {
          log.close();
          applied = log.last();
          flushing = List.of();
          unapplied.clear();
          log = files.open(applied);
        }
        default -> {
          String text = "x".repeat(random.nextInt(400));
          LogFiles.append(log, text);
          unapplied.add(log.last() + ":" + text);
        }
      }
      var expected = new ArrayList<>(flushing);
      expected.addAll(unapplied);
      SegmentReader.Groups groups = files.read(applied);
      assertThat(LogFiles.texts(groups.intact())).as("seed %d", seed).isEqualTo(expected);
      assertThat(groups.afterGap()).as("seed %d", seed).isEmpty();
    }
    log.close();
  }

  @Test
  void a_group_may_be_larger_than_a_step_of_the_allocation() throws Exception {
    LogFiles files = LogFiles.in(folder);
    String large = "x".repeat(3 * MEBIBYTE + 5);
    try (CommitLog log = files.open(0)) {
      LogFiles.append(log, "a", large, "b");
    }
    assertThat(Files.size(files.first())).isEqualTo(4L * MEBIBYTE);
    assertThat(LogFiles.texts(files.read(0).intact())).containsExactly("1:a", "2:" + large, "3:b");
  }

  @Test
  void a_file_keeps_its_size_when_it_is_used_again() throws Exception {
    LogFiles files = LogFiles.in(folder);
    try (CommitLog log = files.open(0)) {
      LogFiles.append(log, "a");
      log.switchSegment();
      LogFiles.append(log, "b");
      log.switchSegment();
      assertThat(log.used()).isZero();
      LogFiles.append(log, "c");
    }
    assertThat(Files.size(files.first())).isEqualTo(MEBIBYTE);
    assertThat(Files.size(files.second())).isEqualTo(MEBIBYTE);
    assertThat(LogFiles.texts(files.read(1).intact())).containsExactly("2:b", "3:c");
  }

  @Test
  void numbers_continue_after_a_restart_in_the_first_file() throws Exception {
    LogFiles files = LogFiles.in(folder);
    try (CommitLog log = files.open(0)) {
      LogFiles.append(log, "a", "b");
      log.switchSegment();
      LogFiles.append(log, "c");
      assertThat(log.segment()).isEqualTo(1);
    }
    try (CommitLog log = files.open(3)) {
      assertThat(log.segment()).isZero();
      LogFiles.append(log, "d");
    }
    assertThat(LogFiles.texts(files.read(3).intact())).containsExactly("4:d");
    assertThat(files.read(3).afterGap()).isEmpty();
  }

  @Test
  void a_buffer_is_used_again_also_after_a_large_group() throws Exception {
    LogFiles files = LogFiles.in(folder);
    var buffer = new LogBuffer();
    try (CommitLog log = files.open(0)) {
      for (String text : List.of("a", "x".repeat(5 * MEBIBYTE), "b")) {
        assertThat(buffer.isEmpty()).isTrue();
        log.append(buffer.putText(text));
        buffer.clear();
      }
    }
    assertThat(files.read(0).intact()).hasSize(3);
    assertThat(LogFiles.texts(files.read(2).intact())).containsExactly("3:b");
  }

  @Test
  void a_log_of_another_store_is_refused() throws Exception {
    LogFiles files = LogFiles.in(folder);
    try (CommitLog log = files.open(LogFiles.STORE + 1, 0)) {
      LogFiles.append(log, "a");
    }
    assertThatThrownBy(() -> files.read(0)).hasMessageContaining("belongs to another store");
  }

  @Test
  void what_looks_like_a_group_of_another_store_behind_the_end_is_omitted() throws Exception {
    LogFiles files = LogFiles.in(folder);
    try (CommitLog log = files.open(0)) {
      LogFiles.append(log, "a");
    }
    var content = ByteBuffer.wrap(Files.readAllBytes(files.first()));
    content.position(4_096).put(new LogBuffer().putText("b").frame(LogFiles.STORE + 1, 7));
    Files.write(files.first(), content.array());

    SegmentReader.Groups groups = files.read(0);

    assertThat(LogFiles.texts(groups.intact())).containsExactly("1:a");
    assertThat(groups.afterGap()).isEmpty();
  }

  @Test
  void missing_empty_short_and_zeroed_files_have_no_groups() throws Exception {
    LogFiles files = LogFiles.in(folder);
    assertThat(files.read(0).intact()).isEmpty();
    Files.createFile(files.first());
    Files.write(files.second(), new byte[31]);
    assertThat(files.read(0).intact()).isEmpty();
    Files.write(files.first(), new byte[MEBIBYTE]);
    assertThat(files.read(0).intact()).isEmpty();
    assertThat(files.read(0).afterGap()).isEmpty();
  }
}
