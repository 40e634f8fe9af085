package io.surgetank.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobIds;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.Submission;
import io.surgetank.sqlite.log.CommitLog;
import io.surgetank.sqlite.log.LogBuffer;
import io.surgetank.sqlite.log.LogContent;
import io.surgetank.sqlite.log.SegmentReader;
import io.surgetank.testkit.backend.TestClock;
import io.surgetank.testkit.contract.SamplePipelines;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every record is read from the log as it was written.
class LogRecordsTest {
  private static final Map<Integer, PipelineName> NAMES = Map.of(3, SamplePipelines.ORDERS);
  private static final String OTHER_TRACE =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @TempDir private Path folder;
  private final JobIds ids = new JobIds(new TestClock(), new Random(42));
  private final LogBuffer log = new LogBuffer();

  private record Received(List<Object> all) implements LogRecords.Receiver {
    @Override
    public void accepted(int pipeline, Submission submission) {
      all.add(pipeline);
      all.add(submission);
    }

    @Override
    public void started(long sequence, long at) {
      all.add(List.of(sequence, at));
    }

    @Override
    public void processed(long sequence, Memtable.Completion completion) {
      all.add(sequence);
      all.add(completion);
    }

    @Override
    public void counters(int pipeline, Map<String, Long> values) {
      all.add(pipeline);
      all.add(values);
    }
  }

  private List<Object> read() throws IOException {
    List<Path> files = List.of(folder.resolve("log.0"), folder.resolve("log.1"));
    try (var commitLog = new CommitLog(List.of(open(files.get(0)), open(files.get(1))), 1, 0)) {
      commitLog.append(log);
    }
    var received = new Received(new ArrayList<>());
    for (var group : SegmentReader.read(files, 1, 0).intact())
      LogRecords.read(new LogContent(group.content()), NAMES, received);
    return received.all();
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Job job(String payload, Optional<String> trace) {
    JobId id = ids.next();
    return new Job(
        id, SamplePipelines.ORDERS, payload, trace.map(Trace::new).orElseGet(() -> Trace.of(id)));
  }

  @Test
  void accepted_jobs_with_and_without_keys_traces_and_owners() throws Exception {
    var submissions = new ArrayList<Submission>();
    submissions.add(Submission.withoutKeys(job("{}", Optional.empty())));
    submissions.add(Submission.withoutKeys(job("1", Optional.of(OTHER_TRACE))));
    var id = ids.next();
    var owner = Owner.ofTenant(new Tenant("acme"));
    submissions.add(
        Submission.withoutKeys(
            new Job(id, SamplePipelines.ORDERS, "{}", new Trace(OTHER_TRACE), owner)));
    for (JobKey.Kind kind : JobKey.Kind.values())
      submissions.add(
          Submission.withKeys(
              job("{\"beaver\":\"🦫\"}", Optional.empty()),
              List.of(new JobKey("/orders", kind, "Schlüssel")),
              "fingerprint"));
    for (Submission submission : submissions) LogRecords.putAccepted(log, 3, submission);

    var expected = new ArrayList<>();
    for (Submission submission : submissions) {
      expected.add(3);
      expected.add(submission);
    }
    assertThat(read()).isEqualTo(expected);
  }

  @Test
  void started_and_processed_jobs() throws Exception {
    var completion = new Memtable.Completion(1, Long.MAX_VALUE, "{\"ok\":\"ü\"}");
    LogRecords.putStarted(log, 42, 1);
    LogRecords.putProcessed(log, 42, completion);
    assertThat(read()).containsExactly(List.of(42L, 1L), 42L, completion);
  }

  @Test
  void counters_that_have_changed_since_they_were_published() throws Exception {
    var state =
        new PipelineState(
            3, SamplePipelines.ORDERS, Optional.empty(), new long[Counter.ALL.length]);
    LogRecords.putCounters(log, state);
    assertThat(log.isEmpty()).isTrue();
    state.add(Counter.RECEIVED, 5);
    state.publish();
    state.add(Counter.ACCEPTED, 2);
    state.add(Counter.DEAD_LETTERED, -1);
    LogRecords.putCounters(log, state);
    assertThat(read()).containsExactly(3, Map.of("accepted", 2L, "died", -1L));
  }

  @Test
  void all_counters() throws Exception {
    var state =
        new PipelineState(
            3, SamplePipelines.ORDERS, Optional.empty(), new long[Counter.ALL.length]);
    var expected = new HashMap<String, Long>();
    for (Counter counter : Counter.ALL) {
      state.add(counter, 1L << 62 | counter.at);
      expected.put(counter.label, 1L << 62 | counter.at);
    }
    LogRecords.putCounters(log, state);
    assertThat(read()).containsExactly(3, expected);
  }

  @Test
  void an_unknown_type_and_an_unknown_pipeline_are_errors() {
    log.putByte(99);
    assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("type 99");
    log.clear();
    LogRecords.putAccepted(log, 4, Submission.withoutKeys(job("{}", Optional.empty())));
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown pipeline 4");
  }
}
