package io.surgetank.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What was found out of one contender, over all rounds.
final class PeerResults {
  final List<Double> startSeconds = new ArrayList<>();
  final List<Double> megabytes = new ArrayList<>();
  final List<Double> deviceBytes = new ArrayList<>();

  /// Nothing else going on, and at 64 connections.
  final List<LatencySamples> unhurried = new ArrayList<>();

  final List<LatencySamples> loaded = new ArrayList<>();

  /// With so many waiting when the load began.
  final List<PeerMeasurement> behind = new ArrayList<>();

  long backlog;

  private final Map<Integer, List<PeerMeasurement>> trials = new LinkedHashMap<>();

  void add(int connections, PeerMeasurement peerMeasurement) {
    trials.computeIfAbsent(connections, _ -> new ArrayList<>()).add(peerMeasurement);
  }

  List<PeerMeasurement> at(int connections) {
    return trials.getOrDefault(connections, List.of());
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

  /// How much of the accepting and the working was done, a second, with or without a backlog.
  double moved(List<PeerMeasurement> some) {
    return some.isEmpty()
        ? Double.NaN
        : Median.of(
            some, peerMeasurement -> peerMeasurement.accepted() + peerMeasurement.completed());
  }
}
