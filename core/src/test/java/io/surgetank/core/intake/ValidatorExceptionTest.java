package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.PipelineName;
import org.junit.jupiter.api.Test;

class ValidatorExceptionTest {
  @Test
  void it_has_classes_and_stack_traces_and_no_messages() {
    var cause = new NumberFormatException("For input string: \"4111-1111\"");

    var exception =
        ValidatorException.of(
            new PipelineName("orders"), new IllegalStateException("no 4111-1111", cause));

    assertThat(exception)
        .hasMessage(
            "checking a payload of pipeline 'orders' against its schema failed:"
                + " java.lang.IllegalStateException")
        .cause()
        .hasMessage("java.lang.NumberFormatException");
    assertThat(exception.getCause().getStackTrace()).startsWith(cause.getStackTrace()[0]);
    assertThat(exception.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName());
  }

  @Test
  void an_exception_keeps_at_most_five_causes() {
    Exception thrown = new IllegalStateException("innermost");
    for (int i = 0; i < 20; i++) thrown = new IllegalStateException("outer", thrown);

    int causes = 0;
    Throwable at = ValidatorException.of(new PipelineName("orders"), thrown);
    while ((at = at.getCause()) != null) causes++;

    assertThat(causes).isEqualTo(5);
  }
}
