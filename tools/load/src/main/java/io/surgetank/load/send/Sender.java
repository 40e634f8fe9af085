package io.surgetank.load.send;

import io.surgetank.load.payload.Submission;

/// Sends a submission and waits for its answer. Whatever goes wrong is an answer too.
public interface Sender {
  Answer send(Submission submission);
}
