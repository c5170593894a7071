package io.hindsight.app.evaluation;

import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.report.Comparison;
import io.hindsight.scoring.evaluation.report.EvaluationReport;
import io.hindsight.scoring.evaluation.report.ModelReport;
import io.hindsight.scoring.evaluation.report.SplitFacts;
import io.hindsight.scoring.evaluation.report.TradeOff;
import io.hindsight.scoring.evaluation.search.SearchOutcome;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A report as text: a row for each metric and a column for each model, or the other way round where
 * there are too many models for the terminal.
 */
final class TerminalReport {
  private static final int MOST_COMPARISONS = 15;

  private final PrintWriter out;
  private final int width;
  private final TextTable tables;
  private Map<String, String> names = Map.of();

  /**
   * @param width how many columns there are
   */
  TerminalReport(PrintWriter out, int width) {
    this.out = out;
    this.width = width;
    tables = new TextTable(width, out::println);
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
        "Best of %d candidates%s on a validation part (%s): %s, ndcg@%d %.4f ±%.4f",
        outcome.candidates(),
        outcome.trials() == outcome.candidates() ? "" : " (" + outcome.trials() + " trials in all)",
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
    sayIf(
        facts.unseenTestItems(),
        report.protocol().sampled()
            ? "test items without training come last among their candidates"
            : "test items without training count as misses");
    sayIf(facts.unusedPairs(), "interactions with items without training were left out");
    sayIf(facts.later(), "interactions after what is tested, with items met before, were left out");
    sayIf(facts.leaked().pairs(), "pairs of the test part are in training too and were not tested");
    sayIf(facts.leaked().users(), "users had no other test item and were not tested");
    sayIf(facts.withoutHistory(), "users with test items had no history and were not tested");
    names = names(report);
    table("", report.models().getFirst().metrics(), report, ModelReport::metrics);
    tradeOff(TradeOff.of(report));
    ShownSegments segments = ShownSegments.of(report);
    segments
        .shown()
        .forEach(
            (segment, shown) ->
                table(
                    segment,
                    shown,
                    report,
                    model -> model.segments().getOrDefault(segment, Map.of())));
    say("");
    if (!segments.leftOut().isEmpty()) {
      say("%s", segments.sentence());
    }
    say("± is half of the 95 %% interval over users (Student's t; coverage and gini: jackknife);");
    say("  where all users have 0, or all 1, how far off that may be.");
    say("Less is better: %s.", String.join(", ", lessIsBetter(report)));
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

  static List<String> lessIsBetter(EvaluationReport report) {
    return report.models().getFirst().metrics().keySet().stream()
        .filter(metric -> metric.metric().lessIsBetter())
        .map(MetricAt::toString)
        .map(name -> name.replaceFirst("@.*", ""))
        .distinct()
        .toList();
  }

  private void sayIf(long count, String what) {
    if (count > 0) {
      say("  note: %,d %s", count, what);
    }
  }

  /** Labels that are too long get a number, and are told in full once. */
  private Map<String, String> names(EvaluationReport report) {
    int most = Math.max(20, width / 3);
    Map<String, String> shortened = new LinkedHashMap<>();
    List<String> labels = report.models().stream().map(ModelReport::label).toList();
    if (labels.stream().allMatch(label -> label.length() <= most)) {
      labels.forEach(label -> shortened.put(label, label));
      return shortened;
    }
    say("");
    for (int i = 0; i < labels.size(); i++) {
      String label = labels.get(i);
      String name = "%d %s".formatted(i + 1, label);
      shortened.put(label, name.length() <= most ? name : name.substring(0, most - 1) + "…");
      say("%3d %s", i + 1, label);
    }
    return shortened;
  }

  private String name(String label) {
    return names.getOrDefault(label, label);
  }

  /** What re-ranking gains and costs, side by side. */
  private void tradeOff(TradeOff trade) {
    if (trade.goals().isEmpty()) {
      return;
    }
    List<MetricAt> metrics = new ArrayList<>(List.of(trade.relevance()));
    metrics.addAll(trade.goals());
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("Trade-off"));
    metrics.forEach(
        metric -> header.add(metric + (metric.metric().lessIsBetter() ? " (less)" : "")));
    rows.add(header);
    for (ModelReport model : trade.models()) {
      List<String> row = new ArrayList<>();
      row.add((trade.undominated(model) ? "* " : "  ") + name(model.label()));
      metrics.forEach(metric -> row.add(cell(model.metrics().get(metric))));
      rows.add(row);
    }
    say("");
    tables.print(rows);
    say("* nothing else here is as good in all of these and better in one, by the means.");
  }

  private void comparisons(EvaluationReport report) {
    List<ShownComparisons> all = ShownComparisons.of(report, MOST_COMPARISONS);
    for (ShownComparisons one : all) {
      String best = one.best();
      boolean byUser = !Double.isNaN(one.shown().getFirst().paired().signedRank());
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of(
              one.metric() + (best == null ? " of" : ": best less"),
              "difference",
              byUser ? "paired t" : "jackknife",
              "adjusted",
              "signed ranks"));
      one.shown().forEach(pair -> rows.add(comparison(pair, best)));
      say("");
      tables.print(byUser ? rows : rows.stream().map(row -> row.subList(0, 4)).toList());
    }
    if (!all.isEmpty() && all.getLast().best() != null) {
      say("The best by ndcg is %s.", all.getLast().best());
      say("Adjusted for all %,d pairs; --json has them.", all.getLast().all());
    }
  }

  private List<String> comparison(Comparison pair, @Nullable String best) {
    Estimate difference = pair.paired().difference();
    return List.of(
        best == null
            ? name(pair.first()) + " - " + name(pair.second())
            : name(ShownComparisons.other(pair, best)),
        String.format(
            Locale.ROOT,
            "%+.4f ±%.4f",
            pair.second().equals(best) ? -difference.mean() : difference.mean(),
            difference.high() - difference.mean()),
        PValue.text(pair.paired().tTest()),
        PValue.text(pair.adjusted()),
        PValue.text(pair.paired().signedRank()));
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
    report.models().forEach(model -> header.add(name(model.label())));
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
    tables.printEitherWay(rows);
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
        : String.format(Locale.ROOT, "%.4f ±%.4f", estimate.mean(), half(estimate));
  }

  /** The longer side, since the other one may be cut off where the metric ends. */
  private static double half(Estimate estimate) {
    return Math.max(estimate.high() - estimate.mean(), estimate.mean() - estimate.low());
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
