package io.surgetank.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.surgetank.core.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DescriptorMonitorTest {
  private long open;
  private final List<String> reported = new ArrayList<>();
  private final DescriptorMonitor monitor =
      new DescriptorMonitor(
          () -> Optional.of(new DescriptorUsage(open, 1_000)),
          reported::add,
          () -> reported.add("restored"));

  private void check(long now) {
    open = now;
    monitor.check();
  }

  @Test
  void more_than_nine_tenths_are_reported_once() {
    check(900);
    assertThat(monitor.condition()).isEmpty();

    check(901);
    check(950);

    assertThat(reported).singleElement().asString().startsWith("901 of 1000 file descriptors");
    assertThat(monitor.condition()).get().asString().startsWith("950 of 1000");
  }

  @Test
  void the_condition_is_over_below_eight_tenths() {
    check(901);

    check(800);
    assertThat(monitor.condition()).isPresent();

    check(799);
    check(700);
    assertThat(monitor.condition()).isEmpty();
    assertThat(reported).hasSize(2).last().isEqualTo("restored");
  }

  @Test
  void metrics_have_the_number_and_the_limit_even_before_the_first_check() {
    open = 40;

    assertThat(monitor.gauges())
        .extracting(Ledger.Gauge::name, Ledger.Gauge::value)
        .containsExactly(
            tuple("open_file_descriptors", 40L), tuple("max_file_descriptors", 1_000L));
  }

  @Test
  void the_descriptors_of_this_process_are_counted() {
    DescriptorUsage usage = DescriptorUsage.ofThisProcess().orElseThrow();

    assertThat(usage.open()).isPositive().isLessThan(usage.max());
  }
}
