package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.evaluation.UnfitData;
import io.hindsight.scoring.rerank.Calibration;
import io.hindsight.scoring.rerank.Mmr;
import io.hindsight.scoring.rerank.Objectives;
import io.hindsight.scoring.rerank.Objectives.Goal;
import io.hindsight.scoring.rerank.PopularityDiscount;
import io.hindsight.scoring.rerank.Reranker;
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
    double strength = spec.strength();
    return switch (spec.kind()) {
      case MMR ->
          (history, candidates, n) ->
              candidates.at(
                  Mmr.rerank(
                      candidates.items(), candidates.scores(), n, strength, likeness::cosine));
      case CALIBRATION -> new Calibration(groups.mixtures(), strength);
      case DEBIAS -> new PopularityDiscount(people(), strength);
      case NOVELTY -> objective("novelty", strength, surprises());
      case FRESHNESS -> objective("freshness", strength, firstTimes());
      case MARGIN -> objective("margin", strength, margins());
    };
  }

  private static Reranker objective(String name, double strength, double[] worth) {
    return new Objectives(1 - strength, List.of(new Goal(name, strength, worth)));
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
