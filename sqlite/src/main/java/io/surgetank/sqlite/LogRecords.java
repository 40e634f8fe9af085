package io.surgetank.sqlite;

import io.surgetank.core.job.Job;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobKey;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Trace;
import io.surgetank.core.store.Submission;
import io.surgetank.sqlite.log.LogBuffer;
import io.surgetank.sqlite.log.LogContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The records of the commit log. Their numbers never change.
final class LogRecords {
  private static final int ACCEPTED = 1;
  private static final int STARTED = 2;
  private static final int PROCESSED = 3;
  private static final int COUNTERS = 4;

  /// An owner, then the content of [#ACCEPTED].
  private static final int ACCEPTED_OF = 5;

  /// Receives what is read.
  interface Receiver {
    void accepted(int pipeline, Submission submission);

    void started(long sequence, long at);

    void processed(long sequence, Memtable.Completion completion);

    /// The new values of the counters that have changed, by their names.
    void counters(int pipeline, Map<String, Long> values);
  }

  private LogRecords() {}

  static void putAccepted(LogBuffer log, int pipeline, Submission submission) {
    Job job = submission.job();
    if (job.owner().isNone()) log.putByte(ACCEPTED);
    else log.putByte(ACCEPTED_OF).putText(job.owner().value());
    log.putInt(pipeline).putLong(job.id().sequence()).putLong(job.id().salt());
    log.putText(job.payload())
        .putText(job.trace().isOf(job.id()) ? null : job.trace().traceparent());
    log.putText(submission.fingerprint()).putByte(submission.keys().size());
    for (JobKey key : submission.keys())
      log.putByte(DbCodes.of(key.kind())).putText(key.path()).putText(key.value());
  }

  static void putStarted(LogBuffer log, long sequence, long at) {
    log.putByte(STARTED).putLong(sequence).putLong(at);
  }

  static void putProcessed(LogBuffer log, long sequence, Memtable.Completion completion) {
    log.putByte(PROCESSED).putLong(sequence).putLong(completion.startedAt());
    log.putLong(completion.endedAt()).putText(completion.result());
  }

  /// Writes the counters that have changed since the last group.
  static void putCounters(LogBuffer log, PipelineState state) {
    int changed = 0;
    for (Counter counter : Counter.ALL) if (state.isChanged(counter)) changed++;
    if (changed == 0) return;
    log.putByte(COUNTERS).putInt(state.number).putByte(changed);
    for (Counter counter : Counter.ALL)
      if (state.isChanged(counter)) log.putText(counter.label).putLong(state.count(counter));
  }

  /// Reads all records of a group.
  ///
  /// @param names of the pipelines, by their numbers
  static void read(LogContent content, Map<Integer, PipelineName> names, Receiver receiver)
      throws IOException {
    while (content.hasMore()) {
      int type = content.readByte();
      switch (type) {
        case ACCEPTED -> readAccepted(content, names, receiver, Owner.NONE);
        case ACCEPTED_OF -> readAccepted(content, names, receiver, new Owner(content.readText()));
        case STARTED -> receiver.started(content.readLong(), content.readLong());
        case PROCESSED ->
            receiver.processed(
                content.readLong(),
                new Memtable.Completion(
                    content.readLong(), content.readLong(), content.readText()));
        case COUNTERS -> readCounters(content, receiver);
        default ->
            throw new IOException(
                "the commit log has a record of the unknown type %d, of a newer version"
                    .formatted(type));
      }
    }
  }

  private static void readAccepted(
      LogContent content, Map<Integer, PipelineName> names, Receiver receiver, Owner owner)
      throws IOException {
    int pipeline = content.readInt();
    PipelineName name = names.get(pipeline);
    if (name == null)
      throw new IOException("the commit log has a job of the unknown pipeline " + pipeline);
    JobId id = JobId.of(content.readLong(), content.readLong());
    String payload = content.readText();
    String trace = content.readNullableText();
    String fingerprint = content.readText();
    List<JobKey> keys = new ArrayList<>();
    for (int left = content.readByte(); left > 0; left--) {
      JobKey.Kind kind = DbCodes.kind(content.readByte());
      keys.add(new JobKey(content.readText(), kind, content.readText()));
    }
    var job = new Job(id, name, payload, trace == null ? Trace.of(id) : new Trace(trace), owner);
    receiver.accepted(pipeline, Submission.withKeys(job, keys, fingerprint));
  }

  private static void readCounters(LogContent content, Receiver receiver) {
    int pipeline = content.readInt();
    Map<String, Long> values = new HashMap<>();
    for (int left = content.readByte(); left > 0; left--)
      values.put(content.readText(), content.readLong());
    receiver.counters(pipeline, values);
  }
}
