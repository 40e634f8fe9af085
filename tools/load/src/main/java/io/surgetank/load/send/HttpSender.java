package io.surgetank.load.send;

import io.surgetank.load.payload.GeneratedSubmission;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/// Posts submissions to one URL.
public record HttpSender(LoadHttpClient loadHttpClient, ServerUrl serverUrl, URI address)
    implements SubmissionSender {
  private static final String PROBLEM = "urn:surgetank:problem:";

  @Override
  public SubmissionResult send(GeneratedSubmission generatedSubmission) {
    var request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(generatedSubmission.body()));
    if (!generatedSubmission.key().isEmpty())
      request.header("Idempotency-Key", generatedSubmission.key());
    try {
      return result(loadHttpClient.send(request));
    } catch (IOException failed) {
      return new SubmissionResult.Failed(FailureNames.of(failed));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new SubmissionResult.Failed(FailureNames.INTERRUPTED);
    }
  }

  private SubmissionResult result(HttpResponse<String> response) {
    int status = response.statusCode();
    String location =
        response.headers().firstValue("Location").flatMap(serverUrl::pathOnServer).orElse("");
    boolean replayed =
        response.headers().firstValue("Idempotency-Replayed").filter("true"::equals).isPresent();
    if (status >= 200 && status < 300)
      return replayed
          ? new SubmissionResult.Replayed(status, location)
          : new SubmissionResult.Accepted(status, location);
    if ((status >= 400 && status < 500) || status == 503)
      return new SubmissionResult.Refused(status, why(status, response.body()));
    return new SubmissionResult.Failed("status " + status);
  }

  private static String why(int status, String body) {
    String type = LoadHttpClient.parsed(body).map(json -> type(json)).orElse("");
    return type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "status " + status;
  }

  private static String type(JsonNode json) {
    return json.path("type").asString("");
  }
}
