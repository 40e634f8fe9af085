package io.surgetank.deploy.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// A call of an AWS service; its errors become messages for the user.
final class AwsCall {
  private AwsCall() {}

  static <T> T of(String service, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException refused) {
      throw new UncheckedIOException(new IOException(message(service, refused), refused));
    }
  }

  static boolean isRefusedWith(AwsServiceException refused, String code) {
    AwsErrorDetails details = refused.awsErrorDetails();
    return details != null && code.equals(details.errorCode());
  }

  private static String message(String service, SdkException refused) {
    if (refused instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
      var details = answer.awsErrorDetails();
      return "%s refused the request: %s (%s)"
          .formatted(service, details.errorMessage(), details.errorCode());
    }
    String text = Objects.requireNonNullElse(refused.getMessage(), "unknown reason");
    if (text.startsWith("Unable to load credentials"))
      return "AWS credentials are missing: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY; those of single sign-on must be exported first:"
          + " eval \"$(aws configure export-credentials --format env)\"";
    return "%s could not be reached: %s".formatted(service, text);
  }
}
