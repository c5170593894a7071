package io.hindsight.app.evaluation;

import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.report.ModelReport;
import io.hindsight.scoring.evaluation.report.TradeOff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a page that shows what re-ranking gains and costs. */
final class TradeOffPage {
  private TradeOffPage() {}

  /** Empty where nothing was re-ranked. */
  static String of(TradeOff trade) {
    if (trade.goals().isEmpty()) {
      return "";
    }
    StringBuilder page = new StringBuilder("<h2>What re-ranking gains and costs</h2>\n");
    page.append("<p><small>Filled: nothing else is as good in both and better in one, by the ")
        .append("means; the line joins these. Squares are models' own lists.</small></p>\n")
        .append("<div class=\"charts wide\">\n");
    for (MetricAt goal : trade.goals()) {
      List<ScatterChart.Point> points = points(trade, goal);
      if (!points.isEmpty()) {
        page.append("<figure>")
            .append(
                ScatterChart.svg(
                    goal.toString(),
                    goal.metric().lessIsBetter(),
                    trade.relevance().toString(),
                    points))
            .append("</figure>\n");
      }
    }
    return page.append("</div>\n").append(table(trade)).toString();
  }

  private static List<ScatterChart.Point> points(TradeOff trade, MetricAt goal) {
    Map<String, Integer> groups = new LinkedHashMap<>();
    List<ScatterChart.Point> points = new ArrayList<>();
    for (int i = 0; i < trade.models().size(); i++) {
      ModelReport model = trade.models().get(i);
      int group = groups.computeIfAbsent(model.name() + model.config(), name -> groups.size());
      double x = TradeOff.mean(model, goal);
      double y = TradeOff.mean(model, trade.relevance());
      if (!Double.isNaN(x) && !Double.isNaN(y)) {
        boolean front = trade.undominated(model, List.of(goal));
        boolean own = model.rerank() == null;
        points.add(new ScatterChart.Point(i + 1, model.label(), group, own, x, y, front));
      }
    }
    return points;
  }

  private static String table(TradeOff trade) {
    StringBuilder page = new StringBuilder("<div class=\"scroll\"><table><tr><th>setting</th><th>");
    page.append("undominated</th><th>");
    page.append(trade.relevance());
    trade.goals().forEach(goal -> page.append("</th><th>").append(goal));
    page.append("</th></tr>\n");
    for (int i = 0; i < trade.models().size(); i++) {
      ModelReport model = trade.models().get(i);
      page.append("<tr><td>").append(i + 1).append(" ").append(HtmlReport.escape(model.label()));
      page.append("</td><td>").append(trade.undominated(model) ? "✓" : "");
      page.append("</td><td>").append(HtmlReport.cell(model.metrics().get(trade.relevance())));
      for (MetricAt goal : trade.goals()) {
        page.append("</td><td>").append(HtmlReport.cell(model.metrics().get(goal)));
      }
      page.append("</td></tr>\n");
    }
    return page.append("</table></div>\n").toString();
  }
}
