package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares `/metrics` with what Prometheus' own library for Java writes for the same metrics. The
/// library refuses names, labels and duplicates that Prometheus does not allow.
class PrometheusFormatTest {
  private static final Pattern FAMILY =
      Pattern.compile(
          "# HELP (?<name>\\S+) (?<help>.*)\n# TYPE \\k<name> (?<type>\\S+)\n"
              + "(?<samples>(?:\\k<name>[ {].*\n)+)");

  private static final Pattern SAMPLE =
      Pattern.compile("[^{ ]+(?:\\{(?<labels>.*)\\})? (?<value>.+)");

  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"(?:,|$)");

  @TempDir private Path temp = Path.of("");

  @Test
  void metrics_are_as_the_library_of_prometheus_writes_them() throws Exception {
    try (var embeddedServer = EmbeddedServer.in(temp)) {
      embeddedServer.get("/missing");
      String text = embeddedServer.get("/metrics").body();

      assertThat(FAMILY.matcher(text).replaceAll("")).isEmpty();
      assertThat(families(text)).isEqualTo(families(written(text)));
    }
  }

  private static String written(String text) throws IOException {
    var snapshots = MetricSnapshots.builder();
    FAMILY
        .matcher(text)
        .results()
        .map(PrometheusFormatTest::snapshot)
        .forEach(snapshots::metricSnapshot);
    var out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.builder().build().write(out, snapshots.build());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static MetricSnapshot snapshot(MatchResult family) {
    String name = family.group("name");
    String help = family.group("help");
    assertThat(name.endsWith("_total")).as(name).isEqualTo(family.group("type").equals("counter"));
    var samples = SAMPLE.matcher(family.group("samples")).results().toList();
    return switch (family.group("type")) {
      case "counter" ->
          new CounterSnapshot(
              new MetricMetadata(name.substring(0, name.lastIndexOf("_total")), help),
              samples.stream()
                  .map(it -> new CounterDataPointSnapshot(value(it), labels(it), null, 0))
                  .toList());
      case "gauge" ->
          new GaugeSnapshot(
              new MetricMetadata(name, help),
              samples.stream()
                  .map(it -> new GaugeDataPointSnapshot(value(it), labels(it), null))
                  .toList());
      default -> throw new AssertionError("unexpected type of " + name);
    };
  }

  private static double value(MatchResult sample) {
    return Double.parseDouble(sample.group("value"));
  }

  private static Labels labels(MatchResult sample) {
    String text = sample.group("labels");
    if (text == null) return Labels.EMPTY;
    assertThat(LABEL.matcher(text).replaceAll("")).isEmpty();
    return Labels.of(
        LABEL
            .matcher(text)
            .results()
            .flatMap(it -> Stream.of(it.group(1), it.group(2)))
            .toArray(String[]::new));
  }

  /// The families and their samples, sorted, with numbers in one notation.
  private static List<String> families(String text) {
    return FAMILY
        .matcher(text)
        .results()
        .map(family ->
            "%s %s %s %s"
                .formatted(
                    family.group("name"),
                    family.group("help"),
                    family.group("type"),
                    family
                        .group("samples")
                        .lines()
                        .map(PrometheusFormatTest::sample)
                        .sorted()
                        .toList()))
        .sorted()
        .toList();
  }

  private static String sample(String line) {
    int space = line.lastIndexOf(' ');
    return line.substring(0, space) + ' ' + Double.parseDouble(line.substring(space + 1));
  }
}
