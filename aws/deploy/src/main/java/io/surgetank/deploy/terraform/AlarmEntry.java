package io.surgetank.deploy.terraform;

import static io.surgetank.deploy.terraform.StackFile.entry;

import io.surgetank.deploy.stack.Alarm;
import io.surgetank.deploy.stack.Metric;
import java.util.Map;

/// An alarm. Its threshold is a number, or the age that may be set when it is deployed.
final class AlarmEntry {
  private final Alarm alarm;

  AlarmEntry(Alarm alarm) {
    this.alarm = alarm;
  }

  Map<String, Object> value() {
    Metric metric = alarm.metric();
    return entry(
        "alarm_description", alarm.description(),
        "namespace", metric.namespace(),
        "metric_name", metric.name(),
        "dimensions", metric.dimensions(),
        "statistic", metric.statistic(),
        "period", alarm.period().toSeconds(),
        "evaluation_periods", alarm.periods(),
        "threshold", threshold(),
        "is_age", alarm.threshold() instanceof Alarm.Threshold.Age);
  }

  private long threshold() {
    return switch (alarm.threshold()) {
      case Alarm.Threshold.Zero() -> 0;
      case Alarm.Threshold.Age(var usual) -> usual.toSeconds();
    };
  }
}
