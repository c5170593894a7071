package io.hindsight.app.evaluation;

import java.util.List;
import java.util.Locale;

/** Bars with their intervals, as SVG. */
final class BarChart {
  private static final int WIDTH = 360;
  private static final int ROW = 34;
  private static final int TOP = 28;
  private static final int ROOM = 290;

  private BarChart() {}

  /**
   * @param low NaN for a bar without an interval
   */
  record Bar(String label, double value, double low, double high) {}

  static String svg(String title, List<Bar> bars) {
    double largest = 0;
    for (Bar bar : bars) {
      largest = Math.max(largest, Double.isNaN(bar.high()) ? bar.value() : bar.high());
    }
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
        WIDTH,
        TOP + ROW * bars.size(),
        HtmlReport.escape(title));
    add(svg, "<text x=\"0\" y=\"14\" font-weight=\"bold\">%s</text>", HtmlReport.escape(title));
    for (int i = 0; i < bars.size(); i++) {
      bar(svg, bars.get(i), TOP + i * ROW, largest > 0 ? ROOM / largest : 0);
    }
    return svg.append("</svg>").toString();
  }

  private static void bar(StringBuilder svg, Bar bar, int y, double scale) {
    add(svg, "<text x=\"0\" y=\"%d\">%s</text>", y + 11, HtmlReport.escape(shortened(bar.label())));
    if (Double.isNaN(bar.value())) {
      return;
    }
    add(
        svg,
        "<rect x=\"0\" y=\"%d\" width=\"%.1f\" height=\"12\" fill=\"#4878a8\"/>",
        y + 15,
        Math.max(0, bar.value() * scale));
    if (!Double.isNaN(bar.low())) {
      add(
          svg,
          "<path d=\"M%.1f %dH%.1fM%.1f %dv8M%.1f %dv8\" stroke=\"#d07020\" stroke-width=\"2\"/>",
          Math.max(0, bar.low()) * scale,
          y + 21,
          bar.high() * scale,
          Math.max(0, bar.low()) * scale,
          y + 17,
          bar.high() * scale,
          y + 17);
    }
    String value = String.format(Locale.ROOT, bar.value() < 100 ? "%.4f" : "%.1f", bar.value());
    add(svg, "<text x=\"%d\" y=\"%d\">%s</text>", ROOM + 14, y + 26, value);
  }

  private static String shortened(String label) {
    return label.length() <= 48 ? label : label.substring(0, 47) + "…";
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
