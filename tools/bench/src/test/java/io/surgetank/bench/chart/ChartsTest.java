package io.surgetank.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartsTest {
  private static final List<CategorySeries> ALL =
      List.of(
          new CategorySeries("own & first", 0, List.of(10.0, 20_000.0)),
          new CategorySeries("limit", 1, List.of(Double.NaN, 40_000.0)),
          new CategorySeries("never measured", 2, List.of(Double.NaN, Double.NaN)));

  @Test
  void a_line_chart_is_well_formed_and_names_measured_series() throws Exception {
    var chart = new CategoryLineChart("Rates", "connections", "a second", List.of("1", "64"));

    String drawn = chart.draw(ALL);

    assertThat(texts(drawn)).contains("own & first", "limit", "Rates").doesNotContain("never");
  }

  @Test
  void a_row_without_values_is_marked_as_not_measured() throws Exception {
    var chart = new RowChart("Times", "milliseconds", List.of("p50", "p99"));

    String drawn = chart.draw(ALL);

    assertThat(texts(drawn)).contains("own & first", "10 · 20,000", "not measured");
  }

  @Test
  void a_chart_needs_no_network() {
    String drawn = new RowChart("Times", "ms", List.of("p50")).draw(ALL.subList(0, 1));

    assertThat(drawn.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http", "url(");
  }

  @Test
  void powers_of_ten_have_equal_distances() {
    var scale = LogScale.around(new double[] {3, 700}, 0, 300);

    assertThat(scale.ticks()).containsExactly(1.0, 10.0, 100.0, 1_000.0);
    assertThat(scale.at(10)).isEqualTo(100, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(scale.at(100)).isEqualTo(200, org.assertj.core.api.Assertions.within(1e-9));
  }

  private static String texts(String drawn) throws Exception {
    var bytes = new ByteArrayInputStream(drawn.getBytes(StandardCharsets.UTF_8));
    Document page = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bytes);
    var text = new StringBuilder();
    var texts = page.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++)
      text.append(texts.item(i).getTextContent()).append('\n');
    return text.toString();
  }
}
