package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start after a power failure during the first start.
class InterruptedCreationTest {
  @TempDir private Path folder;
  private final TestClock clock = new TestClock();

  /// Found by `tools/proof/run power-loss`: the start was refused.
  @Test
  void a_torn_first_page_is_rolled_back_by_its_journal() throws Exception {
    tornFirstPage();
    Files.write(folder.resolve("surgetank.db-journal"), journalOfAnEmptyFile());

    try (var engine = open()) {
      assertThat(engine.ledger().verify().findings()).isEmpty();
    }
    open().close();
  }

  @Test
  void a_torn_first_page_without_a_journal_is_refused() throws Exception {
    tornFirstPage();

    assertThatThrownBy(this::open).hasMessageContaining("surgetank.db is damaged");
  }

  private OpenEngine open() {
    return new OpenEngine(folder, SamplePipelines.PIPELINES, clock);
  }

  /// Without its first sector.
  private void tornFirstPage() throws Exception {
    byte[] page = new byte[4096];
    Arrays.fill(page, 512, 1024, (byte) 7);
    Files.write(folder.resolve("surgetank.db"), page);
  }

  /// As SQLite writes it before the first page: the file had no pages, and none is saved.
  private static byte[] journalOfAnEmptyFile() {
    byte[] magic = {(byte) 0xd9, (byte) 0xd5, 5, (byte) 0xf9, 0x20, (byte) 0xa1, 0x63, (byte) 0xd7};
    int records = 0;
    int nonce = 1;
    int pages = 0;
    return ByteBuffer.allocate(512)
        .put(magic)
        .putInt(records)
        .putInt(nonce)
        .putInt(pages)
        .putInt(512)
        .putInt(4096)
        .array();
  }
}
