package io.surgetank.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StoreConditionTest {
  @Test
  void submissions_are_refused_while_nothing_can_be_written_or_the_disk_is_nearly_full() {
    assertThat(Arrays.stream(StoreCondition.values()).filter(StoreCondition::refuses))
        .containsExactly(StoreCondition.BUSY, StoreCondition.DISK_NEARLY_FULL);
  }

  @Test
  void a_label_is_in_lower_case() {
    assertThat(StoreCondition.DISK_NEARLY_FULL.label()).isEqualTo("disk_nearly_full");
  }
}
