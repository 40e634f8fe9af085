package io.surgetank.core.intake;

import io.surgetank.core.access.Principal;
import io.surgetank.core.job.Trace;
import java.util.Optional;

/// Who submits, and in which trace: the same for all submissions of a request.
public record SubmissionSource(Principal principal, Optional<Trace> trace) {}
