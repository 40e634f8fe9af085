package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HighWaterMarkTest {
  private static final StorePosition FIRST = new StorePosition(3, 7);
  private static final StorePosition SECOND = new StorePosition(4, 9);
  private static final int SLOT_DISTANCE = 4096;
  private static final int SLOT_BYTES = 40;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void names_the_file() {
    file = folder.resolve("mark");
  }

  @Test
  void the_last_position_is_read_after_any_number_of_writes() throws IOException {
    HighWaterMark.create(file, FIRST);
    assertThat(HighWaterMark.read(file)).contains(FIRST);

    try (var mark = HighWaterMark.open(file)) {
      assertThat(mark.found()).contains(FIRST);
      mark.write(SECOND);
      assertThat(HighWaterMark.read(file)).contains(SECOND);
      mark.write(FIRST);
      assertThat(HighWaterMark.read(file)).contains(FIRST);
    }
    try (var mark = HighWaterMark.open(file)) {
      mark.write(SECOND);
    }
    assertThat(HighWaterMark.read(file)).contains(SECOND);
  }

  @Test
  void a_file_that_does_not_exist_or_is_new_has_no_position() throws IOException {
    assertThat(HighWaterMark.read(file)).isEmpty();

    try (var mark = HighWaterMark.open(file)) {
      assertThat(mark.found()).isEmpty();
    }
    assertThat(Files.size(file)).isEqualTo(2 * SLOT_DISTANCE);
    assertThat(HighWaterMark.read(file)).isEmpty();
  }

  @Test
  void a_short_file_has_no_position_and_is_extended() throws IOException {
    Files.write(file, new byte[SLOT_BYTES - 1]);
    assertThat(HighWaterMark.read(file)).isEmpty();

    HighWaterMark.create(file, FIRST);

    assertThat(HighWaterMark.read(file)).contains(FIRST);
    assertThat(Files.size(file)).isEqualTo(2 * SLOT_DISTANCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 16, 24, 32, 39})
  void a_damaged_slot_is_not_read_and_the_other_one_is(int at) throws IOException {
    try (var mark = HighWaterMark.open(file)) {
      mark.write(FIRST);
      mark.write(SECOND);
    }

    damage(at);
    assertThat(HighWaterMark.read(file)).contains(FIRST);

    damage(SLOT_DISTANCE + at);
    assertThat(HighWaterMark.read(file)).isEmpty();
  }

  @Test
  void a_position_that_has_not_changed_does_not_replace_the_older_slot() throws IOException {
    try (var mark = HighWaterMark.open(file)) {
      mark.write(FIRST);
      mark.write(SECOND);
      mark.write(SECOND);
    }

    damage(0);

    assertThat(HighWaterMark.read(file)).contains(FIRST);
  }

  private void damage(int at) throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(at);
      int before = bytes.read();
      bytes.seek(at);
      bytes.write(before ^ 1);
    }
  }
}
