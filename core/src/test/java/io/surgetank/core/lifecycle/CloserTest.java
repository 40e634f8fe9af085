package io.surgetank.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloserTest {
  private final List<String> closed = new ArrayList<>();
  private final List<Exception> failures = new ArrayList<>();
  private final Closer closer = new Closer(failures::add);

  @Test
  void parts_are_closed_once_in_reverse_order() {
    AutoCloseable first = () -> closed.add("first");
    assertThat(closer.add(first)).isSameAs(first);
    closer.add(() -> closed.add("second"));

    closer.close();
    closer.close();

    assertThat(closed).containsExactly("second", "first");
    assertThat(failures).isEmpty();
  }

  @Test
  void a_part_that_cannot_be_closed_is_reported_and_the_others_are_closed() {
    var failure = new IOException("disk");
    closer.add(() -> closed.add("first"));
    closer.add(() -> {
      throw failure;
    });

    closer.close();

    assertThat(closed).containsExactly("first");
    assertThat(failures).containsExactly(failure);
  }

  @Test
  void an_interruption_is_kept_and_the_others_are_closed() {
    closer.add(() -> closed.add("first"));
    closer.add(() -> {
      throw new InterruptedException();
    });

    closer.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed).containsExactly("first");
    assertThat(failures).isEmpty();
  }
}
