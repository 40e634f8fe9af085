package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.PipelineName;
import org.junit.jupiter.api.Test;

class ValidatorExceptionTest {
  @Test
  void it_names_classes_and_places_and_no_message() {
    var cause = new NumberFormatException("For input string: \"4111-1111\"");

    var told =
        ValidatorException.of(
            new PipelineName("orders"), new IllegalStateException("no 4111-1111", cause));

    assertThat(told)
        .hasMessage(
            "checking a payload of pipeline 'orders' against its schema failed:"
                + " java.lang.IllegalStateException")
        .cause()
        .hasMessage("java.lang.NumberFormatException");
    assertThat(told.getCause().getStackTrace()).startsWith(cause.getStackTrace()[0]);
    assertThat(told.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName());
  }
}
