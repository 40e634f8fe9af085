package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.PipelineName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

  @Test
  void names_and_values_are_decoded() {
    QueryParameters parameters = parse("failure=a+b%26c&&%73tatus=%C3%A9");

    assertThat(parameters.value("failure")).contains("a b&c");
    assertThat(parameters.value("status")).contains("é");
    assertThat(parameters.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"failure", "failure=", ""})
  void a_parameter_without_a_value_is_like_none(String query) {
    assertThat(parse(query).value("failure")).isEmpty();
    assertThat(parse(query).violations()).isEmpty();
  }

  @Test
  void text_that_cannot_be_decoded_is_kept() {
    assertThat(parse("failure=%zz").value("failure")).contains("%zz");
  }

  @Test
  void an_unknown_a_repeated_and_an_unnamed_parameter_are_violations() {
    assertThat(parse("failure=1&failure=2&other=3&=4").violations())
        .extracting(Violation::detail)
        .containsExactly(
            "'failure' is given more than once",
            "unknown parameter 'other'; expected one of cursor, failure, limit, status",
            "unknown parameter ''; expected one of cursor, failure, limit, status");
  }

  @Test
  void the_number_of_violations_is_limited() {
    assertThat(parse("x=1&".repeat(1_000)).violations()).hasSize(Violation.MAX_VIOLATIONS);
  }

  @ParameterizedTest
  @CsvSource({"limit=1, 1", "limit=90, 90", "limit=200, 200", "limit=00000009, 9", "'', 50"})
  void a_number_is_read(String query, int number) {
    QueryParameters parameters = parse(query);

    assertThat(parameters.number("limit", 50, 200)).isEqualTo(number);
    assertThat(parameters.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "-1", "1.5", "1e2", "/", ":", "999999999", "99999999999"})
  void another_number_is_a_violation(String text) {
    QueryParameters parameters = parse("limit=" + text);

    assertThat(parameters.number("limit", 50, 200)).isEqualTo(50);
    assertThat(parameters.violations())
        .extracting(Violation::detail)
        .containsExactly("'limit' must be an integer from 1 to 200");
  }

  @Test
  void the_address_of_the_next_page_has_the_other_parameters() {
    QueryParameters parameters = parse("limit=7&cursor=&failure=&status=DEAD%2CPENDING");

    PageRequest page = PageRequest.of(parameters, List.of(new PipelineName("orders")));

    assertThat(page.address("/orders", "abc"))
        .isEqualTo("/orders?limit=7&status=DEAD%2CPENDING&cursor=abc");
  }

  private static QueryParameters parse(String query) {
    return QueryParameters.parse(query, Set.of("failure", "status", "limit", "cursor"));
  }
}
