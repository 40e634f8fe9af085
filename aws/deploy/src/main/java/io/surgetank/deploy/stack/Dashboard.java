package io.surgetank.deploy.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A dashboard of CloudWatch: graphs of the API and the functions, then of each pipeline.
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
    /// In the format of CloudWatch: namespace, name, dimensions, options.
    List<Object> json() {
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

  /// The body in the format of CloudWatch, with three graphs in a row.
  public Map<String, Object> body(String region) {
    var all = new ArrayList<Object>();
    for (int at = 0; at < widgets.size(); at++) {
      var widget = new LinkedHashMap<String, Object>();
      widget.put("type", "metric");
      widget.put("x", at % COLUMNS * WIDTH);
      widget.put("y", at / COLUMNS * HEIGHT);
      widget.put("width", WIDTH);
      widget.put("height", HEIGHT);
      widget.put("properties", properties(widgets.get(at), region));
      all.add(widget);
    }
    return Map.of("widgets", all);
  }

  private static Map<String, Object> properties(Widget widget, String region) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("title", widget.title());
    properties.put("region", region);
    properties.put("period", 60);
    properties.put("view", "timeSeries");
    properties.put("metrics", widget.lines().stream().map(Line::json).toList());
    return properties;
  }
}
