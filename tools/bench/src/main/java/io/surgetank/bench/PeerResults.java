package io.surgetank.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The results of one contender over all rounds.
final class PeerResults {
  final List<Double> startSeconds = new ArrayList<>();
  final List<Double> megabytes = new ArrayList<>();
  final List<Double> deviceBytes = new ArrayList<>();

  /// Without other load.
  final List<LatencySamples> idle = new ArrayList<>();

  final List<LatencySamples> loaded = new ArrayList<>();

  /// With `backlog` jobs waiting when the load began.
  final List<PeerMeasurement> withBacklog = new ArrayList<>();

  long backlog;

  private final Map<Integer, List<PeerMeasurement>> measurements = new LinkedHashMap<>();

  void add(int connections, PeerMeasurement peerMeasurement) {
    measurements.computeIfAbsent(connections, _ -> new ArrayList<>()).add(peerMeasurement);
  }

  List<PeerMeasurement> at(int connections) {
    return measurements.getOrDefault(connections, List.of());
  }

  double median(int connections, ToDoubleFunction<PeerMeasurement> value) {
    return at(connections).isEmpty() ? Double.NaN : Median.of(at(connections), value);
  }

  double stored(int connections) {
    return median(connections, PeerMeasurement::stored);
  }

  static double median(List<Double> values) {
    return values.isEmpty() ? Double.NaN : Median.of(values, Double::doubleValue);
  }

  /// Accepted + completed jobs per second.
  double throughput(List<PeerMeasurement> measured) {
    return measured.isEmpty()
        ? Double.NaN
        : Median.of(
            measured, peerMeasurement -> peerMeasurement.accepted() + peerMeasurement.completed());
  }
}
