package io.hindsight.app.evaluation;

import io.hindsight.scoring.evaluation.metrics.MetricAt;
import io.hindsight.scoring.evaluation.metrics.RerankSpec;
import io.hindsight.scoring.evaluation.report.Comparison;
import io.hindsight.scoring.evaluation.report.EvaluationReport;
import io.hindsight.scoring.evaluation.report.ModelReport;
import io.hindsight.scoring.evaluation.report.Refused;
import io.hindsight.scoring.evaluation.report.SplitFacts;
import io.hindsight.scoring.evaluation.search.SearchOutcome;
import io.hindsight.scoring.evaluation.search.Trial;
import io.hindsight.scoring.evaluation.statistics.Estimate;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs. A number that cannot be told is null. */
final class JsonReport {
  private JsonReport() {}

  static ObjectNode of(LoadedData loaded, List<SearchOutcome> found, EvaluationReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("protocol", report.protocol().name());
    json.put("protocolDescription", report.protocol().description());
    json.put("recallOver", report.protocol().recallBase().formula());
    json.put("seed", report.seed());
    json.put("confidence", report.confidence());
    json.put(
        "intervals",
        "Student's t over users, within a metric's bounds; coverage and gini: jackknife over users");
    TerminalReport.lessIsBetter(report).forEach(json.putArray("lessIsBetter")::add);
    json.put("calibrationBy", report.groupedBy());
    data(json.putObject("data"), loaded, report);
    var models = json.putArray("models");
    for (ModelReport model : report.models()) {
      model(models.addObject(), model);
    }
    var refused = json.putArray("refused");
    for (Refused one : report.refused()) {
      refused(refused.addObject(), one);
    }
    var comparisons = json.putArray("comparisons");
    for (Comparison comparison : report.comparisons()) {
      compare(comparisons.addObject(), comparison);
    }
    var searches = json.putArray("searches");
    found.forEach(outcome -> search(searches.addObject(), outcome));
    return json;
  }

  private static void search(ObjectNode json, SearchOutcome outcome) {
    json.put("space", outcome.space());
    json.put("validation", outcome.validation().name());
    json.put("metric", "ndcg@" + outcome.k());
    json.put("candidates", outcome.candidates());
    json.put("trials", outcome.trials());
    var trials = json.putArray("lastRung");
    for (Trial trial : outcome.last()) {
      ObjectNode one = trials.addObject();
      one.put("model", trial.spec().text());
      put(one, "mean", trial.quality().mean());
      put(one, "low", trial.quality().low());
      put(one, "high", trial.quality().high());
    }
  }

  private static void data(ObjectNode json, LoadedData loaded, EvaluationReport report) {
    SplitFacts facts = report.facts();
    json.put("title", loaded.title());
    json.put("users", loaded.interactions().users());
    json.put("items", loaded.interactions().items().size());
    json.put("interactions", loaded.interactions().pairs());
    json.put("repeatedInteractions", loaded.interactions().repeats().size());
    json.put("trainingUsers", facts.trainingUsers());
    json.put("trainingItems", facts.trainingItems());
    json.put("trainingInteractions", facts.trainingPairs());
    json.put("testUsers", facts.testUsers());
    json.put("testItems", facts.testPairs());
    json.put("testUsersWithoutHistory", facts.withoutHistory());
    json.put("testItemsWithoutTraining", facts.unseenTestItems());
    json.put("testInteractionsInTraining", facts.leaked().pairs());
    json.put("testUsersAllInTraining", facts.leaked().users());
    json.put("unusedInteractions", facts.unusedPairs());
    json.put("repeatedAfterTest", facts.later());
    json.put("newUsersUpTo", report.newUsersUpTo());
    json.put("tailItems", report.tailItems());
    loaded.weights().forEach(json.putObject("weights")::put);
    loaded.notes().forEach(json.putArray("notes")::add);
  }

  private static void model(ObjectNode json, ModelReport model) {
    json.put("name", model.name());
    json.put("label", model.label());
    ObjectNode config = json.putObject("config");
    model.config().forEach((name, value) -> setting(config, name, value));
    RerankSpec rerank = model.rerank();
    if (rerank != null) {
      ObjectNode weights = json.putObject("rerank");
      weights.put("relevance", rerank.relevance());
      rerank.strengths().forEach((kind, strength) -> weights.put(kind.label(), strength));
    }
    metrics(json.putObject("metrics"), model.metrics());
    ObjectNode segments = json.putObject("segments");
    model.segments().forEach((name, metrics) -> metrics(segments.putObject(name), metrics));
    json.put("trainSeconds", model.trainSeconds());
    json.put("measureSeconds", model.scoreSeconds());
    json.put("modelBytes", model.bytes());
    json.put("modelHash", model.hash());
  }

  private static void refused(ObjectNode json, Refused model) {
    json.put("name", model.name());
    json.put("label", model.label());
    ObjectNode config = json.putObject("config");
    model.config().forEach((name, value) -> setting(config, name, value));
    json.put("reason", model.reason());
  }

  private static void setting(ObjectNode config, String name, String value) {
    try {
      config.put(name, Long.parseLong(value));
    } catch (NumberFormatException notWhole) {
      try {
        config.put(name, Double.parseDouble(value));
      } catch (NumberFormatException notANumber) {
        config.put(name, value);
      }
    }
  }

  private static void metrics(ObjectNode json, Map<MetricAt, Estimate> metrics) {
    metrics.forEach(
        (metric, estimate) -> {
          ObjectNode one = json.putObject(metric.toString());
          put(one, "mean", estimate.mean());
          put(one, "low", estimate.low());
          put(one, "high", estimate.high());
          one.put("n", estimate.n());
        });
  }

  private static void compare(ObjectNode json, Comparison comparison) {
    Estimate difference = comparison.paired().difference();
    json.put("metric", comparison.metric().toString());
    json.put("first", comparison.first());
    json.put("second", comparison.second());
    ObjectNode estimate = json.putObject("difference");
    put(estimate, "mean", difference.mean());
    put(estimate, "low", difference.low());
    put(estimate, "high", difference.high());
    put(json, "pairedTTest", comparison.paired().tTest());
    put(json, "pairedTTestAdjusted", comparison.adjusted());
    put(json, "signedRank", comparison.paired().signedRank());
  }

  private static void put(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }
}
