package io.surgetank.core.api;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Status;
import io.surgetank.core.store.JobQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One page of a list: the query, and the cursor of the next page.
record PageRequest(JobQuery query, QueryParameters parameters) {
  static final Set<String> PARAMETERS = Set.of("status", "since", "limit", "cursor");

  /// As much as a person reads in one page.
  static final int DEFAULT_LIMIT = 50;

  /// Reads the parameters of a list. Violations are added to `parameters`.
  static PageRequest of(QueryParameters parameters, List<PipelineName> pipelines) {
    var query =
        new JobQuery(
            pipelines,
            statuses(parameters),
            since(parameters),
            before(parameters),
            parameters.number("limit", DEFAULT_LIMIT, JobQuery.MAX_LIMIT));
    return new PageRequest(query, parameters);
  }

  private static Set<Status> statuses(QueryParameters parameters) {
    var statuses = EnumSet.noneOf(Status.class);
    for (String name : parameters.value("status").orElse("").split(",", -1))
      if (!name.isBlank())
        Status.parse(name.strip())
            .ifPresentOrElse(
                statuses::add,
                () ->
                    parameters.addViolation(
                        "'status' must be one or more of "
                            + List.of(Status.values())
                            + ", separated by commas"));
    return statuses.isEmpty() ? EnumSet.allOf(Status.class) : statuses;
  }

  private static Instant since(QueryParameters parameters) {
    Optional<String> text = parameters.value("since");
    Optional<Instant> since = text.flatMap(Timestamps::parse);
    if (text.isPresent() && since.isEmpty())
      parameters.addViolation("'since' must be a time such as 2026-01-31T08:00:00Z, or a date");
    return since.filter(Instant.EPOCH::isBefore).orElse(Instant.EPOCH);
  }

  /// The job after which the page starts, from `cursor`.
  static Optional<JobId> before(QueryParameters parameters) {
    Optional<String> text = parameters.value("cursor");
    Optional<JobId> before = text.flatMap(PageRequest::id);
    if (text.isPresent() && before.isEmpty())
      parameters.addViolation("'cursor' was not issued by this server");
    return before;
  }

  private static Optional<JobId> id(String cursor) {
    try {
      byte[] text = Base64.getUrlDecoder().decode(cursor);
      return JobId.parse(new String(text, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException invalidCursor) {
      return Optional.empty();
    }
  }

  /// The cursor of the next page, where this one is full. The last page may be empty.
  Optional<String> next(List<JobRecord> records) {
    return next(records, query.limit());
  }

  static Optional<String> next(List<JobRecord> records, int limit) {
    if (records.size() < limit) return Optional.empty();
    byte[] last = records.getLast().id().toString().getBytes(StandardCharsets.ISO_8859_1);
    return Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(last));
  }

  /// The URL of the page that begins at `cursor`, with the other parameters unchanged.
  String address(String path, String cursor) {
    var address = new StringBuilder(path).append('?');
    parameters
        .values()
        .forEach((name, value) -> {
          if (!name.equals("cursor") && !value.isEmpty())
            address
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&');
        });
    return address.append("cursor=").append(cursor).toString();
  }
}
