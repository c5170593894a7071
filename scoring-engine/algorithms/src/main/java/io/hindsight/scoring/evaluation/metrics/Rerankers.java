package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.evaluation.UnfitData;
import io.hindsight.scoring.evaluation.metrics.RerankSpec.Kind;
import io.hindsight.scoring.rerank.Calibration;
import io.hindsight.scoring.rerank.Compromise;
import io.hindsight.scoring.rerank.Mmr;
import io.hindsight.scoring.rerank.Objectives;
import io.hindsight.scoring.rerank.Objectives.Goal;
import io.hindsight.scoring.rerank.PopularityDiscount;
import io.hindsight.scoring.rerank.Reranker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes re-rankers of what an evaluation knows of items: the training part, and their kinds. */
final class Rerankers {
  private final TrainingData training;
  private final double[] firstMet;
  private final Popularity popularity;
  private final ItemLikeness likeness;
  private final ItemGroups groups;
  private final Margins margins;

  /**
   * @param firstMet when each item was first met; not looked at where training has no times
   */
  Rerankers(
      TrainingData training,
      double[] firstMet,
      Popularity popularity,
      ItemLikeness likeness,
      ItemGroups groups,
      Margins margins) {
    this.training = training;
    this.firstMet = firstMet;
    this.popularity = popularity;
    this.likeness = likeness;
    this.groups = groups;
    this.margins = margins;
  }

  Reranker of(RerankSpec spec) {
    List<Goal> goals = new ArrayList<>();
    spec.strengths()
        .forEach(
            (kind, strength) -> {
              double[] worth =
                  switch (kind) {
                    case NOVELTY -> surprises();
                    case FRESHNESS -> firstTimes();
                    case MARGIN -> margins();
                    case MMR, CALIBRATION, DEBIAS -> new double[0];
                  };
              if (worth.length > 0 && strength > 0) {
                goals.add(new Goal(kind.label(), strength, worth));
              }
            });
    Reranker beside = beside(spec, goals);
    double discount = spec.strength(Kind.DEBIAS);
    if (discount == 0) {
      return beside;
    }
    Reranker first = new PopularityDiscount(people(), discount);
    return (history, candidates, n) ->
        beside.rerank(history, first.rerank(history, candidates, candidates.size()), n);
  }

  /** What does not count is left out: one goal alone is its own re-ranker. */
  private Reranker beside(RerankSpec spec, List<Goal> goals) {
    double unlike = spec.strength(Kind.MMR);
    double calibrated = spec.strength(Kind.CALIBRATION);
    int count = goals.size() + (unlike > 0 ? 1 : 0) + (calibrated > 0 ? 1 : 0);
    if (count == 0) {
      return (history, candidates, n) -> candidates.first(n);
    }
    if (unlike == 0 && calibrated == 0) {
      return new Objectives(spec.relevance(), goals);
    }
    if (count == 1) {
      return unlike > 0 ? mmr(unlike) : new Calibration(groups.mixtures(), calibrated);
    }
    return new Compromise(
        new Objectives(spec.relevance(), goals),
        unlike,
        likeness::cosine,
        calibrated,
        groups.mixtures());
  }

  private Reranker mmr(double strength) {
    return (history, candidates, n) ->
        candidates.at(
            Mmr.rerank(candidates.items(), candidates.scores(), n, strength, likeness::cosine));
  }

  private long[] people() {
    long[] people = new long[training.items().size()];
    Arrays.setAll(people, item -> training.byItem().length(item));
    return people;
  }

  private double[] surprises() {
    double[] surprises = new double[training.items().size()];
    Arrays.setAll(surprises, popularity::surprise);
    return surprises;
  }

  private double[] margins() {
    if (!margins.known()) {
      throw new UnfitData(
          "what is earned with an item is not known", "give --margins FILE, or leave margin out");
    }
    return margins.values();
  }

  private double[] firstTimes() {
    if (!training.timed()) {
      throw new UnfitData(
          "what is fresh cannot be told: not every interaction has a time",
          "leave freshness out, or give a timestamp");
    }
    return firstMet;
  }
}
