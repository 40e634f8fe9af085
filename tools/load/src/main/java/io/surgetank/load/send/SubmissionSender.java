package io.surgetank.load.send;

import io.surgetank.load.payload.GeneratedSubmission;

/// Sends a submission and waits for its answer. Whatever goes wrong is an answer too.
public interface SubmissionSender {
  SubmissionResult send(GeneratedSubmission generatedSubmission);
}
