package io.hindsight.app.evaluation;

import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.report.Comparison;
import io.hindsight.scoring.evaluation.report.EvaluationReport;
import io.hindsight.scoring.evaluation.report.ModelReport;
import io.hindsight.scoring.evaluation.report.Refused;
import io.hindsight.scoring.evaluation.report.TradeOff;
import io.hindsight.scoring.evaluation.search.SearchOutcome;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A report as one page that needs nothing else: its charts are SVG, its styles are in it. */
final class HtmlReport {
  private static final int MOST_COMPARISONS = 200;

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem;
        color: #1c2430; background: #fff }
      .scroll { overflow-x: auto }
      .scroll th:first-child, .scroll td:first-child { position: sticky; left: 0; background: #fff }
      table { border-collapse: collapse; margin: .5rem 0 1.5rem }
      th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid #dde2e8;
        font-variant-numeric: tabular-nums }
      th:first-child, td:first-child { text-align: left }
      small { color: #5b6675 }
      td small { white-space: nowrap }
      figure { margin: 0 0 1.5rem }
      .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 1rem }
      .wide { grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr)) }
      svg { width: 100%; height: auto }
      svg text { font: 12px system-ui, sans-serif; fill: #1c2430 }
      @media (prefers-color-scheme: dark) { body { background: #14181d; color: #e3e8ee }
        .scroll th:first-child, .scroll td:first-child { background: #14181d }
        svg text { fill: #e3e8ee } th, td { border-color: #333b45 } small { color: #9aa6b4 } }
      """;

  private final LoadedData loaded;
  private final List<SearchOutcome> found;
  private final EvaluationReport report;
  private final StringBuilder page = new StringBuilder();

  /**
   * @param found settings that a search found
   */
  HtmlReport(LoadedData loaded, List<SearchOutcome> found, EvaluationReport report) {
    this.loaded = loaded;
    this.found = List.copyOf(found);
    this.report = report;
  }

  String page() {
    String title = "Evaluation of " + loaded.title();
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
        .append(escape(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(escape(title))
        .append("</h1>\n");
    about();
    found();
    page.append(TradeOffPage.of(TradeOff.of(report)));
    page.append(BarCharts.of(report));
    table("All test users", ModelReport::metrics);
    ShownSegments segments = ShownSegments.of(report);
    for (String segment : segments.shown().keySet()) {
      table("Segment: " + segment, model -> model.segments().getOrDefault(segment, Map.of()));
    }
    if (!segments.leftOut().isEmpty()) {
      paragraph("<small>%s.</small>".formatted(escape(segments.sentence())));
    }
    refused();
    comparisons();
    configurations();
    return page.append("</body></html>\n").toString();
  }

  private void about() {
    var facts = report.facts();
    paragraph(
        "Protocol <b>%s</b>: %s. Recall is over %s."
            .formatted(
                escape(report.protocol().name()),
                escape(report.protocol().description()),
                escape(report.protocol().recallBase().formula())));
    paragraph(
        String.format(
            Locale.ROOT,
            "%,d users, %,d items, %,d interactions. Learned from %,d interactions of %,d users with"
                + " %,d items; tested %,d users on %,d items, of which %,d had no training; %,d users"
                + " without a history were not tested. Seed %d.",
            loaded.interactions().users(),
            loaded.interactions().items().size(),
            loaded.interactions().pairs(),
            facts.trainingPairs(),
            facts.trainingUsers(),
            facts.trainingItems(),
            facts.testUsers(),
            facts.testPairs(),
            facts.unseenTestItems(),
            facts.withoutHistory(),
            report.seed()));
    if (facts.later() > 0) {
      paragraph(
          String.format(
              Locale.ROOT,
              "<small>Note: %,d interactions after what is tested, with items met before, were left"
                  + " out.</small>",
              facts.later()));
    }
    if (facts.leaked().pairs() > 0) {
      paragraph(
          String.format(
              Locale.ROOT,
              "<small>Note: %,d pairs of the test part are in training too and were not tested; %,d"
                  + " users had no other test item and were not tested.</small>",
              facts.leaked().pairs(),
              facts.leaked().users()));
    }
    loaded.notes().forEach(note -> paragraph("<small>Note: " + escape(note) + "</small>"));
    paragraph(
        String.format(
            Locale.ROOT,
            "<small>Less is better: %s. Intervals hold %.0f %% and are Student's t over users, of"
                + " coverage and Gini by the jackknife. New users have at most %d known items; the tail is %,d items."
                + " Calibration is by %s.</small>",
            String.join(", ", TerminalReport.lessIsBetter(report)),
            100 * report.confidence(),
            report.newUsersUpTo(),
            report.tailItems(),
            escape(report.groupedBy())));
  }

  private void found() {
    if (found.isEmpty()) {
      return;
    }
    page.append("<h2>Settings found on a validation part</h2>\n<div class=\"scroll\"><table>")
        .append("<tr><th>searched</th><th>found</th><th>trials</th><th>validation</th>")
        .append("<th>metric</th><th>there</th></tr>\n");
    for (SearchOutcome outcome : found) {
      page.append("<tr><td>")
          .append(escape(outcome.space()))
          .append("</td><td>")
          .append(escape(outcome.best().spec().text()))
          .append("</td><td>")
          .append(outcome.trials())
          .append("</td><td>")
          .append(escape(outcome.validation().name()))
          .append("</td><td>ndcg@")
          .append(outcome.k())
          .append("</td><td>")
          .append(cell(outcome.best().quality()))
          .append("</td></tr>\n");
    }
    page.append("</table></div>\n");
  }

  private void table(String title, Function<ModelReport, Map<MetricAt, Estimate>> metrics) {
    page.append("<h2>")
        .append(escape(title))
        .append("</h2>\n<div class=\"scroll\"><table><tr><th></th>");
    report
        .models()
        .forEach(model -> page.append("<th>").append(escape(model.label())).append("</th>"));
    page.append("</tr>\n");
    for (MetricAt metric : metrics.apply(report.models().getFirst()).keySet()) {
      page.append("<tr><td>").append(metric).append("</td>");
      for (ModelReport model : report.models()) {
        page.append("<td>").append(cell(metrics.apply(model).get(metric))).append("</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</table></div>\n");
  }

  static String cell(@Nullable Estimate estimate) {
    if (estimate == null || Double.isNaN(estimate.mean())) {
      return "–";
    }
    String mean = String.format(Locale.ROOT, "%.4f", estimate.mean());
    return Double.isNaN(estimate.low())
        ? mean
        : mean
            + String.format(
                Locale.ROOT, " <small>%.4f–%.4f</small>", estimate.low(), estimate.high());
  }

  private void refused() {
    for (Refused one : report.refused()) {
      paragraph("<b>Not measured</b>: %s. %s".formatted(escape(one.label()), escape(one.reason())));
    }
  }

  private void comparisons() {
    if (report.comparisons().isEmpty()) {
      return;
    }
    page.append("<h2>Two by two, on the same users</h2>\n");
    ShownComparisons.of(report, MOST_COMPARISONS).forEach(this::comparisons);
  }

  private void comparisons(ShownComparisons comparisons) {
    if (comparisons.best() != null) {
      paragraph(
          "<small>The best by ndcg against each; adjusted for all %d pairs, which the JSON has.</small>"
              .formatted(comparisons.all()));
    }
    page.append("<div class=\"scroll\"><table><tr><th>")
        .append(comparisons.metric())
        .append("</th><th>difference</th><th>p</th><th>adjusted (Holm)</th>")
        .append("<th>signed ranks, p</th></tr>\n");
    for (Comparison one : comparisons.shown()) {
      page.append("<tr><td>")
          .append(escape(one.first()))
          .append(" – ")
          .append(escape(one.second()))
          .append("</td><td>")
          .append(cell(one.paired().difference()))
          .append(
              String.format(
                  Locale.ROOT,
                  "</td><td>%s</td><td>%s</td><td>%s</td></tr>%n",
                  escape(PValue.text(one.paired().tTest())),
                  escape(PValue.text(one.adjusted())),
                  escape(PValue.text(one.paired().signedRank()))));
    }
    page.append("</table></div>\n");
  }

  private void configurations() {
    page.append(
            "<h2>Models</h2>\n<div class=\"scroll\"><table><tr><th>model</th><th>settings</th><th>training [s]</th>")
        .append("<th>measuring [s]</th><th>size [KB]</th></tr>\n");
    for (ModelReport model : report.models()) {
      page.append("<tr><td>")
          .append(escape(model.label()))
          .append("</td><td>")
          .append(escape(model.config().toString()))
          .append(
              String.format(
                  Locale.ROOT,
                  "</td><td>%.2f</td><td>%.2f</td><td>%,d</td></tr>%n",
                  model.trainSeconds(),
                  model.scoreSeconds(),
                  model.bytes() / 1024));
    }
    page.append("</table></div>\n");
  }

  private void paragraph(String html) {
    page.append("<p>").append(html).append("</p>\n");
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
