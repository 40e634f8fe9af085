package io.surgetank.load.measure;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.HdrHistogram.Recorder;

/// Collects latencies and codes from many threads; returns them per tick and in total.
public final class Meter {
  /// 1.00 ms and 1.01 ms differ, which is more precise than measurements repeat.
  private static final int DIGITS = 3;

  private final Recorder recorder = new Recorder(DIGITS);
  private final Map<String, LongAdder> codes = new ConcurrentHashMap<>();
  private final LongAdder overloads = new LongAdder();
  private final LongAdder begun = new LongAdder();
  private final LongAdder answered = new LongAdder();

  // Used only by the thread that calls tick().
  private final Histogram all = new Histogram(DIGITS);
  private Map<String, Long> codesBefore = Map.of();
  private long overloadsBefore;
  private Duration lastTick = Duration.ZERO;
  private final HistogramLog log;

  public Meter(HistogramLog log) {
    this.log = log;
  }

  private static final String COMMENT =
      "surgetank load; latencies in nanoseconds from the intended start";

  /// Receives the histogram of every tick.
  public interface HistogramLog {
    HistogramLog NONE = _ -> {};

    /// How each log begins.
    String BEGINNING = "#" + COMMENT;

    void write(Histogram interval);

    /// The format of HdrHistogram's log tools; values are nanoseconds.
    static HistogramLog to(PrintStream out, Instant begin) {
      var writer = new HistogramLogWriter(out);
      writer.outputComment(COMMENT);
      writer.setBaseTime(begin.toEpochMilli());
      writer.outputBaseTime(begin.toEpochMilli());
      writer.outputLegend();
      return writer::outputIntervalHistogram;
    }
  }

  public void begin() {
    begun.increment();
  }

  public void record(String code, long nanos, boolean overload) {
    recorder.recordValue(Math.max(0, nanos));
    codes.computeIfAbsent(code, _ -> new LongAdder()).increment();
    if (overload) overloads.increment();
    answered.increment();
  }

  /// The responses since the last tick. For one thread.
  public Tick tick(Duration now, ServerBacklog serverBacklog) {
    Histogram interval = recorder.getIntervalHistogram();
    all.add(interval);
    log.write(interval);
    var codesNow = counts();
    var added = new HashMap<String, Long>();
    codesNow.forEach((code, count) -> {
      long more = count - codesBefore.getOrDefault(code, 0L);
      if (more > 0) added.put(code, more);
    });
    long overloadsNow = overloads.sum();
    var tick =
        new Tick(
            now,
            now.minus(lastTick),
            added,
            LatencyPercentiles.of(interval),
            overloadsNow - overloadsBefore,
            begun.sum() - answered.sum(),
            serverBacklog);
    codesBefore = codesNow;
    overloadsBefore = overloadsNow;
    lastTick = now;
    return tick;
  }

  /// Of all ticks.
  public LatencyPercentiles latencies() {
    return LatencyPercentiles.of(all);
  }

  public Map<String, Long> counts() {
    var counts = new HashMap<String, Long>();
    codes.forEach((code, count) -> counts.put(code, count.sum()));
    return counts;
  }

  public long begun() {
    return begun.sum();
  }
}
