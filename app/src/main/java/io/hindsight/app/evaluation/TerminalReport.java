package io.hindsight.app.evaluation;

import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.report.Comparison;
import io.hindsight.scoring.evaluation.report.EvaluationReport;
import io.hindsight.scoring.evaluation.report.ModelReport;
import io.hindsight.scoring.evaluation.report.SplitFacts;
import io.hindsight.scoring.evaluation.search.SearchOutcome;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A report as text: a row for each metric, a column for each model. */
final class TerminalReport {
  private final PrintWriter out;

  TerminalReport(PrintWriter out) {
    this.out = out;
  }

  void begin(LoadedData loaded, Protocol protocol) {
    Interactions data = loaded.interactions();
    say(
        "%s: %,d users, %,d items, %,d interactions",
        loaded.title(), data.users(), data.items().size(), data.pairs());
    loaded.notes().forEach(note -> say("  note: %s", note));
    say("Protocol %s: %s", protocol.name(), protocol.description());
    out.flush();
  }

  void found(SearchOutcome outcome) {
    Estimate quality = outcome.best().quality();
    say(
        "Best of %d trials on a validation part (%s): %s, ndcg@%d %.4f ±%.4f",
        outcome.trials(),
        outcome.validation().name(),
        outcome.best().spec().text(),
        outcome.k(),
        quality.mean(),
        quality.high() - quality.mean());
    sayIf(outcome.known(), "trials were known from an earlier run");
    out.flush();
  }

  void show(EvaluationReport report, boolean repeated) {
    SplitFacts facts = report.facts();
    say(
        "Learned from %,d interactions of %,d users with %,d items; tested %,d users on %,d items.",
        facts.trainingPairs(),
        facts.trainingUsers(),
        facts.trainingItems(),
        facts.testUsers(),
        facts.testPairs());
    sayIf(facts.unseenTestItems(), "test items without training count as misses");
    sayIf(facts.unusedPairs(), "interactions with items without training were left out");
    sayIf(facts.later(), "interactions after what is tested, with items met before, were left out");
    sayIf(facts.leaked().pairs(), "pairs of the test part are in training too and were not tested");
    sayIf(facts.leaked().users(), "users had no other test item and were not tested");
    sayIf(facts.withoutHistory(), "users with test items had no history and were not tested");
    table("", report.models().getFirst().metrics(), report, ModelReport::metrics);
    for (String segment : report.models().getFirst().segments().keySet()) {
      table(
          segment,
          report.models().getFirst().segments().getOrDefault(segment, Map.of()),
          report,
          model -> model.segments().getOrDefault(segment, Map.of()));
    }
    say("");
    say("± is half of the 95 %% interval over users (Student's t; coverage and gini: jackknife).");
    say("recall is over %s.", report.protocol().recallBase().formula());
    say(
        "New users have at most %d known items; the tail is %,d items.",
        report.newUsersUpTo(), report.tailItems());
    report.refused().forEach(one -> say("not measured: %s: %s", one.label(), one.reason()));
    comparisons(report);
    if (repeated) {
      say("Repeated on another number of threads: every model and figure is the same.");
    }
    out.flush();
  }

  private void sayIf(long count, String what) {
    if (count > 0) {
      say("  note: %,d %s", count, what);
    }
  }

  private void comparisons(EvaluationReport report) {
    for (Comparison one : report.comparisons()) {
      Estimate difference = one.paired().difference();
      boolean byUser = !Double.isNaN(one.paired().signedRank());
      say(
          "%s of %s - %s: %+.4f (%+.4f to %+.4f), p %s by %s, %s adjusted for all%s",
          one.metric(),
          one.first(),
          one.second(),
          difference.mean(),
          difference.low(),
          difference.high(),
          PValue.text(one.paired().tTest()),
          byUser ? "paired t" : "jackknife",
          PValue.text(one.adjusted()),
          byUser ? "; " + PValue.text(one.paired().signedRank()) + " by signed ranks" : "");
    }
  }

  private void table(
      String title,
      Map<MetricAt, Estimate> shown,
      EvaluationReport report,
      Function<ModelReport, Map<MetricAt, Estimate>> metrics) {
    if (shown.isEmpty()) {
      return;
    }
    say("");
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>();
    Estimate any = shown.values().iterator().next();
    header.add(title.isEmpty() ? "" : "%s (%,d)".formatted(title, any.n()));
    report.models().forEach(model -> header.add(model.label()));
    rows.add(header);
    for (MetricAt metric : shown.keySet()) {
      List<String> row = new ArrayList<>();
      row.add(metric.toString());
      for (ModelReport model : report.models()) {
        row.add(cell(metrics.apply(model).get(metric)));
      }
      rows.add(row);
    }
    if (title.isEmpty()) {
      rows.add(row("training [s]", report, model -> "%.2f".formatted(model.trainSeconds())));
      rows.add(row("measuring [s]", report, model -> "%.2f".formatted(model.scoreSeconds())));
      rows.add(row("size [KB]", report, model -> "%,d".formatted(model.bytes() / 1024)));
    }
    print(rows);
  }

  private static List<String> row(
      String name, EvaluationReport report, Function<ModelReport, String> value) {
    List<String> row = new ArrayList<>();
    row.add(name);
    report.models().forEach(model -> row.add(value.apply(model)));
    return row;
  }

  private static String cell(@Nullable Estimate estimate) {
    if (estimate == null || Double.isNaN(estimate.mean())) {
      return "-";
    }
    return Double.isNaN(estimate.low())
        ? String.format(Locale.ROOT, "%.4f        ", estimate.mean())
        : String.format(
            Locale.ROOT, "%.4f ±%.4f", estimate.mean(), estimate.high() - estimate.mean());
  }

  private void print(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String blanks = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? row.get(i) + blanks : "  " + blanks + row.get(i));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
