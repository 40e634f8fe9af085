package io.surgetank.cli.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Writes log lines in batches on its own thread. Callers never wait for the output: if the queue
/// is full, lines are dropped and counted, and a line reports how many.
public final class AsyncLogWriter implements AutoCloseable {
  /// About one second of a busy server; a queued line takes a few hundred bytes.
  private static final int QUEUED = 32_768;

  private static final int BATCH = 1_024;

  /// Too short for a person to notice; a busy server fills only a part of the queue.
  private static final long PAUSE_MILLIS = 20;

  private final BlockingQueue<LogLine> queue = new ArrayBlockingQueue<>(QUEUED);
  private final LongAdder dropped = new LongAdder();
  private final LogSettings settings;
  private final InstantSource clock;
  private final OutputStream out;
  private final Thread writer;
  private final CountDownLatch closing = new CountDownLatch(1);

  /// Lines logged before [#begin()] are queued.
  public AsyncLogWriter(LogSettings settings, InstantSource clock, OutputStream out) {
    this.settings = settings;
    this.clock = clock;
    this.out = out;
    this.writer = Thread.ofPlatform().name("log").daemon().unstarted(this::writeAll);
  }

  /// Writes what is queued, before [#begin()], so that what is printed next comes after it.
  public void writeWaiting() {
    var batch = new ArrayList<LogLine>();
    queue.drainTo(batch);
    var text = new StringBuilder();
    batch.forEach(logLine -> settings.format().append(text, logLine));
    write(text);
  }

  /// Starts writing.
  public void begin() {
    writer.start();
  }

  boolean wants(LogLevel logLevel) {
    return logLevel.compareTo(settings.least()) >= 0;
  }

  /// Logs a line. `fields` are alternating names and values.
  void log(LogLevel logLevel, String event, Object... fields) {
    if (!wants(logLevel)) return;
    if (!queue.offer(new LogLine(clock.millis(), logLevel, event, List.of(fields))))
      dropped.increment();
  }

  /// A store was created, which is expected only once.
  public void storeCreated(Path folder) {
    log(LogLevel.WARN, "store_created", "data", folder);
  }

  /// A request had invalid credentials.
  public void signInRefused(String address, String reason) {
    log(LogLevel.WARN, "sign_in_refused", "address", address, "reason", reason);
  }

  /// Other users of this machine can read or replace a file with secrets.
  public void fileOpenToOthers(Path file) {
    filePermissions(file, "can read or replace it: run chmod 600");
  }

  /// Other users of this machine can replace a file whose content is trusted.
  public void fileWritableByOthers(Path file) {
    filePermissions(file, "can replace it: run chmod go-w");
  }

  private void filePermissions(Path file, String what) {
    String detail = "other users of this machine " + what;
    log(LogLevel.WARN, "file_permissions", "file", file, "detail", detail);
  }

  /// The process is short of something. `detail` describes it and what an operator should do.
  public void serverDegraded(String condition, String detail) {
    log(LogLevel.WARN, "server_degraded", "condition", condition, "detail", detail);
  }

  /// The condition is over.
  public void serverRestored(String condition) {
    log(LogLevel.INFO, "server_restored", "condition", condition);
  }

  /// The server uses this TLS certificate from now on.
  public void certificateLoaded(String subject, Instant expiresAt) {
    log(
        LogLevel.INFO,
        "tls_certificate_loaded",
        "subject",
        subject,
        "expires_at",
        expiresAt.toString());
  }

  /// The TLS certificate is used, but an operator should correct something.
  public void certificateWarning(String detail) {
    log(LogLevel.WARN, "tls_certificate_warning", "detail", detail);
  }

  /// The changed TLS certificate cannot be used; the previous one is.
  public void certificateRejected(String detail) {
    log(LogLevel.ERROR, "tls_certificate_rejected", "detail", detail);
  }

  /// The server verifies JSON Web Tokens by these keys from now on. `ignored` lists keys that
  /// cannot be used.
  public void keySetLoaded(int keys, List<String> ignored) {
    if (ignored.isEmpty()) log(LogLevel.INFO, "jwks_loaded", "keys", keys);
    else log(LogLevel.INFO, "jwks_loaded", "keys", keys, "ignored", String.join("; ", ignored));
  }

  /// The key set cannot be read; the previous keys are used, if any.
  public void keySetFailed(String detail) {
    log(LogLevel.WARN, "jwks_failed", "detail", detail);
  }

  /// The key set could not be read for too long: no JSON Web Token is accepted.
  public void keySetExpired(String detail) {
    log(LogLevel.ERROR, "jwks_expired", "detail", detail);
  }

  /// The last line of a process that stops in order.
  public void stopped(Duration took, long unfinished) {
    log(LogLevel.INFO, "stopped", "took_ms", took.toMillis(), "unfinished", unfinished);
  }

  /// Writes what is queued and ends, within about a second. Without [#begin()] nothing is written.
  @Override
  public void close() {
    closing.countDown();
    try {
      writer.join(1_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Polls instead of waiting for a line: waking this thread for each line would cost callers more
  /// than the lines themselves.
  private void writeAll() {
    var batch = new ArrayList<LogLine>(BATCH);
    var text = new StringBuilder(64 * 1024);
    try {
      boolean last;
      do {
        last = closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        while (queue.drainTo(batch, BATCH) > 0) {
          batch.forEach(logLine -> settings.format().append(text, logLine));
          batch.clear();
          write(text);
        }
        reportDropped(text);
        write(text);
      } while (!last);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void reportDropped(StringBuilder text) {
    long lines = dropped.sumThenReset();
    if (lines == 0) return;
    List<Object> fields = List.of("lines", lines, "why", "the output could not keep up");
    settings
        .format()
        .append(text, new LogLine(clock.millis(), LogLevel.WARN, "log_dropped", fields));
  }

  private void write(StringBuilder text) {
    if (text.isEmpty()) return;
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException closedOutput) {
      // The output is gone (a closed pipe, a full disk). The server continues without a log; there
      // is
      // no place left to report it.
      return;
    }
  }
}
