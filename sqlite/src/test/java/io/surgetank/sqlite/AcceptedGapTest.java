package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.Job;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A commit log whose first group is damaged: the groups after it are lost too, once an operator
/// has accepted that.
class AcceptedGapTest {
  @TempDir private Path temp;

  @Test
  void groups_of_an_accepted_loss_are_never_read_again() throws Exception {
    var store = new CopiedStore(temp);
    Path damaged = temp.resolve("damaged");
    List<Job> lost;
    try (var engine = store.openUnflushed()) {
      lost = List.of(store.put(engine, "{}"), store.put(engine, "{}"), store.put(engine, "{}"));
      CopiedStore.copyByAnotherProcess(store.folder, damaged);
    }
    Path log = damaged.resolve("surgetank.log.0");
    byte[] content = Files.readAllBytes(log);
    content[40] ^= 1;
    Files.write(log, content);
    assertThatThrownBy(() -> store.open(damaged)).hasMessageContaining("lacks at least 3 of 3");
    Files.move(damaged.resolve("surgetank.mark"), damaged.resolve("surgetank.mark.accepted"));

    store.folder = damaged;
    Path killed = temp.resolve("killed");
    Job after;
    try (var engine = store.openUnflushed()) {
      after = store.put(engine, "{}");
      CopiedStore.copyByAnotherProcess(damaged, killed);
    }
    try (var engine = store.open(killed)) {
      assertThat(engine.jobs().find(after.id())).isPresent();
      for (Job job : lost) assertThat(engine.jobs().find(job.id())).isEmpty();
      assertThat(engine.ledger().verify().findings())
          .singleElement()
          .asString()
          .contains("at least 3 acknowledged jobs are missing");
    }
  }
}
