package io.surgetank.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.maintenance.StoreCheckReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportsTest {
  @Test
  void a_verification_passes_without_findings() {
    assertThat(new VerificationReport(7, Map.of(), 0, List.of()).passes()).isTrue();
    assertThat(new VerificationReport(7, Map.of(), 1, List.of()).passes()).isFalse();
  }

  @Test
  void a_store_is_sound_without_problems() {
    assertThat(new StoreCheckReport(7, 0, 0, List.of()).isSound()).isTrue();
    assertThat(new StoreCheckReport(7, 0, 1, List.of()).isSound()).isFalse();
  }
}
