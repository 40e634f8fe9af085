package io.surgetank.deploy.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One page of graphs: the API and the functions on top, then two rows for each pipeline.
public record Dashboard(List<Widget> widgets) {
  private static final int COLUMNS = 3;
  private static final int WIDTH = 8;
  private static final int HEIGHT = 6;

  public Dashboard {
    widgets = List.copyOf(widgets);
  }

  /// A graph.
  public record Widget(String title, List<Line> lines) {
    public Widget {
      lines = List.copyOf(lines);
    }
  }

  /// A metric in a graph.
  public record Line(Metric metric, Axis axis) {
    /// A line as CloudWatch reads it: namespace, name, dimensions, options.
    List<Object> written() {
      var line = new ArrayList<Object>(List.of(metric.namespace(), metric.name()));
      metric
          .dimensions()
          .forEach((name, value) -> {
            line.add(name);
            line.add(value);
          });
      line.add(
          switch (axis) {
            case LEFT -> Map.of("stat", metric.statistic());
            case RIGHT -> right();
          });
      return line;
    }

    private Map<String, Object> right() {
      var options = new LinkedHashMap<String, Object>();
      options.put("stat", metric.statistic());
      options.put("yAxis", "right");
      return options;
    }
  }

  public enum Axis {
    LEFT,
    RIGHT
  }

  /// The dashboard of a stack.
  public static Dashboard of(Stack stack, String stage) {
    return new DashboardWidgets(stack, stage).dashboard();
  }

  /// The body of the dashboard as CloudWatch reads it, three graphs in a row.
  public Map<String, Object> body(String region) {
    var written = new ArrayList<Object>();
    for (int at = 0; at < widgets.size(); at++) {
      var widget = new LinkedHashMap<String, Object>();
      widget.put("type", "metric");
      widget.put("x", at % COLUMNS * WIDTH);
      widget.put("y", at / COLUMNS * HEIGHT);
      widget.put("width", WIDTH);
      widget.put("height", HEIGHT);
      widget.put("properties", properties(widgets.get(at), region));
      written.add(widget);
    }
    return Map.of("widgets", written);
  }

  private static Map<String, Object> properties(Widget widget, String region) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("title", widget.title());
    properties.put("region", region);
    properties.put("period", 60);
    properties.put("view", "timeSeries");
    properties.put("metrics", widget.lines().stream().map(Line::written).toList());
    return properties;
  }
}
