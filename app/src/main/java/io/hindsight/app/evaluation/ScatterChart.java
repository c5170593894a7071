package io.hindsight.app.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Two figures against each other, as SVG: better is up and to the right. */
final class ScatterChart {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 330;
  private static final int LEFT = 62;
  private static final int RIGHT = 448;
  private static final int TOP = 26;
  private static final int BOTTOM = 276;
  private static final int TICKS = 4;
  private static final String[] COLOURS = {
    "#3b76b0", "#c8641a", "#3f8f4f", "#a8457a", "#7a5cc0", "#8a6d1f", "#2f8f96", "#b03a3a"
  };

  private final String xLabel;
  private final boolean lessIsBetter;
  private final String yLabel;
  private final List<Point> points;
  private final Range xs;
  private final Range ys;
  private final StringBuilder svg = new StringBuilder();

  /**
   * @param number told beside it
   * @param group of one colour
   * @param own whether nothing was re-ranked
   * @param front whether no other point is better
   */
  record Point(
      int number, String label, int group, boolean own, double x, double y, boolean front) {}

  private record Range(double low, double high) {
    static Range of(double[] values) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double value : values) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      double room = high > low ? 0.08 * (high - low) : Math.max(0.01, 0.1 * Math.abs(high));
      return new Range(low - room, high + room);
    }

    double share(double value) {
      return (value - low) / (high - low);
    }
  }

  private ScatterChart(String xLabel, boolean lessIsBetter, String yLabel, List<Point> points) {
    this.xLabel = xLabel;
    this.lessIsBetter = lessIsBetter;
    this.yLabel = yLabel;
    this.points = points;
    xs = Range.of(points.stream().mapToDouble(Point::x).toArray());
    ys = Range.of(points.stream().mapToDouble(Point::y).toArray());
  }

  /**
   * @param lessIsBetter whether the horizontal axis runs backwards
   * @param points finite, one at least
   */
  static String svg(String xLabel, boolean lessIsBetter, String yLabel, List<Point> points) {
    return new ScatterChart(xLabel, lessIsBetter, yLabel, points).drawn();
  }

  private String drawn() {
    String title = yLabel + " (upwards) against " + xLabel;
    add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, text(title));
    add("<text x=\"0\" y=\"14\" font-weight=\"bold\">%s</text>", text(title));
    axes();
    front();
    points.forEach(this::point);
    return svg.append("</svg>").toString();
  }

  private void axes() {
    for (int tick = 0; tick <= TICKS; tick++) {
      double share = (double) tick / TICKS;
      double x = LEFT + share * (RIGHT - LEFT);
      double y = BOTTOM - share * (BOTTOM - TOP);
      double across = xs.low() + (lessIsBetter ? 1 - share : share) * (xs.high() - xs.low());
      add(
          "<path d=\"M%.1f %dV%dM%d %.1fH%d\" stroke=\"#8894a4\" stroke-opacity=\".3\"/>",
          x, TOP, BOTTOM, LEFT, y, RIGHT);
      add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.4g</text>", x, BOTTOM + 16, across);
      add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.3f</text>",
          LEFT - 6, y + 4, ys.low() + share * (ys.high() - ys.low()));
    }
    String better = lessIsBetter ? " (less is better: the axis runs backwards)" : "";
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s →</text>",
        (LEFT + RIGHT) / 2, BOTTOM + 38, text(xLabel + better));
  }

  /** Joins what nothing is better than. */
  private void front() {
    StringBuilder path = new StringBuilder();
    points.stream()
        .filter(Point::front)
        .sorted(Comparator.comparingDouble(this::x))
        .forEach(
            point ->
                path.append(
                    String.format(
                        Locale.ROOT,
                        "%s%.1f %.1f",
                        path.isEmpty() ? "M" : "L",
                        x(point),
                        y(point))));
    add("<path d=\"%s\" fill=\"none\" stroke=\"#8894a4\" stroke-dasharray=\"4 3\"/>", path);
  }

  private void point(Point point) {
    String colour = COLOURS[point.group() % COLOURS.length];
    String fill = point.front() ? colour : "none";
    String style = "fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"".formatted(fill, colour);
    add(
        "<g><title>%s: %s %.4f, %s %.4f</title>",
        text(point.label()), text(yLabel), point.y(), text(xLabel), point.x());
    if (point.own()) {
      add(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"9\" height=\"9\" %s/>",
          x(point) - 4.5, y(point) - 4.5, style);
    } else {
      add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" %s/>", x(point), y(point), style);
    }
    add("<text x=\"%.1f\" y=\"%.1f\">%d</text></g>", x(point) + 7, y(point) - 4, point.number());
  }

  private double x(Point point) {
    double share = xs.share(point.x());
    return LEFT + (lessIsBetter ? 1 - share : share) * (RIGHT - LEFT);
  }

  private double y(Point point) {
    return BOTTOM - ys.share(point.y()) * (BOTTOM - TOP);
  }

  private static String text(String text) {
    return HtmlReport.escape(text);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
