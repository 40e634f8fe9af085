package io.surgetank.load.send;

import io.surgetank.load.payload.GeneratedSubmission;

/// Sends a submission and waits for the result. Errors are results.
public interface SubmissionSender {
  SubmissionResult send(GeneratedSubmission generatedSubmission);
}
