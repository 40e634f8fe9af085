package io.surgetank.proof.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Chooses the faults of a run by its seed: rare ones at any call, and periods in which most calls
/// of a service fail, longer than the SDK retries.
final class FaultPlan {
  /// Per thousand calls.
  private static final int[] RATES = {5, 20, 60, 150};

  private static final int PERIODS = 4;
  private static final long LOAD_NANOS = Duration.ofSeconds(80).toNanos();
  private static final long LONGEST_PERIOD_NANOS = Duration.ofSeconds(20).toNanos();

  private static final AwsFault[] KINDS = {
    AwsFault.THROTTLED,
    AwsFault.THROTTLED,
    AwsFault.SERVER_ERROR,
    AwsFault.CONFLICT,
    AwsFault.REQUEST_LOST,
    AwsFault.REPLY_LOST,
    AwsFault.REPLY_LOST,
    AwsFault.PARTIAL,
    AwsFault.PARTIAL,
    AwsFault.KILLED_BEFORE,
    AwsFault.KILLED_AFTER
  };

  private static final AwsFault[] PERIOD_KINDS = {
    AwsFault.THROTTLED, AwsFault.SERVER_ERROR, AwsFault.REQUEST_LOST, AwsFault.REPLY_LOST
  };

  private static final Set<String> CAN_CONFLICT =
      Set.of("TransactWriteItems", "PutItem", "UpdateItem");

  /// @param percent of the service's calls that fail
  private record Period(
      long from, long until, ServiceCall.Service service, AwsFault fault, int percent) {}

  private final SplittableRandom random;
  private final int perThousand;
  private final List<Period> periods = new ArrayList<>();
  private final Map<AwsFault, Long> counts = new EnumMap<>(AwsFault.class);
  private boolean isOver;

  FaultPlan(SplittableRandom random) {
    this.random = random;
    this.perThousand = RATES[random.nextInt(RATES.length)];
    int count = random.nextInt(PERIODS);
    for (int i = 0; i < count; i++) {
      long from = random.nextLong(LOAD_NANOS);
      periods.add(
          new Period(
              from,
              from + random.nextLong(LONGEST_PERIOD_NANOS),
              any(ServiceCall.Service.values()),
              any(PERIOD_KINDS),
              60 + random.nextInt(41)));
    }
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }

  /// From now on, nothing fails. Reads of several items may still be answered in part, as DynamoDB
  /// may do at any time: the final checks read all jobs so.
  void end() {
    isOver = true;
  }

  /// @param nanos of virtual time since the start of the run
  AwsFault choose(ServiceCall call, long nanos) {
    AwsFault fault = isOver ? afterTheEnd() : choose(call.service(), nanos);
    boolean isApplicable =
        switch (fault) {
          case CONFLICT -> CAN_CONFLICT.contains(call.operation());
          case PARTIAL ->
              call.operation().equals("BatchGetItem")
                  || (!isOver && call.operation().equals("SendMessageBatch"));
          default -> true;
        };
    if (!isApplicable) return AwsFault.NONE;
    if (fault != AwsFault.NONE) counts.merge(fault, 1L, Long::sum);
    return fault;
  }

  private AwsFault afterTheEnd() {
    return random.nextBoolean() ? AwsFault.PARTIAL : AwsFault.NONE;
  }

  private AwsFault choose(ServiceCall.Service service, long nanos) {
    for (Period period : periods)
      if (period.service == service
          && period.from <= nanos
          && nanos < period.until
          && random.nextInt(100) < period.percent) return period.fault;
    return random.nextInt(1000) < perThousand ? any(KINDS) : AwsFault.NONE;
  }

  Map<AwsFault, Long> counts() {
    return counts;
  }
}
