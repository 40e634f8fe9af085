package io.surgetank.bench;

import io.surgetank.bench.IsolationServer.Sample;

/// The latencies of one server without and with a load.
///
/// @param remark what the load did
record IsolationResult(IsolationLoad load, Sample idle, Sample loaded, String remark) {}
