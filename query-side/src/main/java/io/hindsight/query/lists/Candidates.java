package io.hindsight.query.lists;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.runtime.serving.ActiveModel;
import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.runtime.serving.ItemState;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.runtime.serving.RankedScores;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.model.Scores;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds candidates, kind by kind, and adds the eligible ones to a list. A kind is searched until
 * the list is full or the kind is exhausted, never just its head: a narrow filter gets a full list
 * wherever there is enough to fill it.
 */
final class Candidates {
  /** Beyond so many of the best items a favourite category has long been met. */
  private static final int CATEGORY_DEPTH = 5_000;

  private final ListInputs inputs;
  private final CatalogState catalog;
  private final Eligibility eligible;
  private final Assembly list;
  private final Scores scores;
  private final Rankings rankings;

  Candidates(
      ListInputs inputs,
      ListRequest request,
      Instant now,
      Assembly list,
      Scratch scratch,
      Rankings rankings) {
    this.rankings = rankings;
    this.inputs = inputs;
    this.catalog = inputs.catalog();
    this.eligible = new Eligibility(inputs, request, now);
    this.list = list;
    this.scores = scratch.model;
  }

  /** What the model makes of the person's history. */
  void ofPerson(ActiveModel model, PersonState person) {
    Ranking ranking = rankings.of(model, person, catalog, scores);
    if (ranking.history().size() == 0) {
      return;
    }
    list.madeFrom(ranking);
    if (!addRanked(ranking)) {
      scores.reset(model.model().items().size());
      model.model().score(ranking.history(), scores);
      addScored(model);
    }
  }

  /** Adds nothing where the ranking ends before the list is full: then all scores are needed. */
  private boolean addRanked(Ranking ranking) {
    int[] ranks = new int[list.room()];
    int found = 0;
    for (int rank = 0; rank < ranking.size() && found < ranks.length; rank++) {
      if (isNewAndEligible(ranking.item(rank))) {
        ranks[found++] = rank;
      }
    }
    if (found < ranks.length && !ranking.isWhole()) {
      return false;
    }
    Assembly.Run run = list.run(Source.MODEL, found == 0 ? 1 : ranking.score(ranks[0]));
    for (int i = 0; i < found; i++) {
      run.add(ranking.item(ranks[i]), ranking.score(ranks[i]));
    }
    return true;
  }

  /** The model's neighbours of an item. */
  void ofItem(ActiveModel model, int item) {
    int known = model.toModel(item);
    if (known >= 0) {
      scores.reset(model.model().items().size());
      model.model().similar(known, scores);
      addScored(model);
    }
  }

  private void addScored(ActiveModel model) {
    TopItems top = new TopItems(catalog, list.room());
    for (int i = 0; i < scores.size(); i++) {
      int scored = scores.item(i);
      float score = scores.get(scored);
      int item = model.toCatalog(scored);
      if (score > 0 && item >= 0 && item < catalog.size()) {
        offer(top, item, score);
      }
    }
    list.addAll(Source.MODEL, top);
  }

  /** What trends among what the person says they like, then what is popular there. */
  void ofLikes(PersonState person) {
    if (!list.isFull() && person.statesPreferences()) {
      Likes likes = Likes.of(person.preferences());
      ofLikes(likes, inputs.epoch().trending());
      ofLikes(likes, inputs.epoch().popularity(0));
    }
  }

  private void ofLikes(Likes likes, RankedScores ranking) {
    if (list.isFull() || ranking.size() == 0) {
      return;
    }
    Assembly.Run run = list.run(Source.STATED, ranking.score(ranking.item(0)));
    int depth = Math.min(CATEGORY_DEPTH, ranking.size());
    for (int rank = 0; rank < depth && !run.isFull(); rank++) {
      int item = ranking.item(rank);
      if (fits(likes, item) && isNewAndEligible(item)) {
        run.add(item, ranking.score(item));
      }
    }
  }

  private boolean fits(Likes likes, int item) {
    ItemState state = catalog.item(item);
    return state != null && likes.fit(state.details());
  }

  /** The newest of what the person says they like. */
  void ofLikedNewcomers(PersonState person) {
    if (!list.isFull() && person.statesPreferences()) {
      Likes likes = Likes.of(person.preferences());
      ofNewcomers(Source.STATED, item -> fits(likes, item));
    }
  }

  /** Popular items of the categories that the person turns to. */
  void ofTastes(PersonState person) {
    if (list.isFull() || person.isEmpty()) {
      return;
    }
    ActiveModel model = inputs.model();
    WeightTable weights = model == null ? WeightTable.DEFAULT : model.weights();
    Tastes tastes = Tastes.of(person, weights, catalog);
    if (tastes.isEmpty()) {
      return;
    }
    RankedScores popular = inputs.epoch().popularity(0);
    TopItems top = new TopItems(catalog, list.room());
    for (int rank = 0; rank < Math.min(CATEGORY_DEPTH, popular.size()); rank++) {
      int item = popular.item(rank);
      float strength = tastes.strength(categories(item));
      if (strength > 0) {
        offer(top, item, strength * popular.score(item));
      }
    }
    list.addAll(Source.CATEGORY, top);
  }

  private void offer(TopItems top, int item, float score) {
    if (top.wants(item, score) && !list.holds(item) && eligible.test(item)) {
      top.keep(item, score);
    }
  }

  /** Items in an order that exists already. */
  void ofRanking(Source source, RankedScores ranking) {
    if (list.isFull() || ranking.size() == 0) {
      return;
    }
    Assembly.Run run = list.run(source, ranking.score(ranking.item(0)));
    for (int rank = 0; rank < ranking.size() && !run.isFull(); rank++) {
      int item = ranking.item(rank);
      if (isNewAndEligible(item)) {
        run.add(item, ranking.score(item));
      }
    }
  }

  /** Items that share a category with this one, the most popular first, then the newest. */
  void ofCategoriesOf(ItemId id) {
    List<String> categories = categories(catalog.indexOf(id));
    if (list.isFull() || categories.isEmpty()) {
      return;
    }
    RankedScores popular = inputs.epoch().popularity(0);
    if (popular.size() > 0) {
      Assembly.Run run = list.run(Source.CATEGORY, popular.score(popular.item(0)));
      for (int rank = 0; rank < popular.size() && !run.isFull(); rank++) {
        int item = popular.item(rank);
        if (!Collections.disjoint(categories, categories(item)) && isNewAndEligible(item)) {
          run.add(item, popular.score(item));
        }
      }
    }
    ofNewcomers(Source.NEWCOMER, item -> !Collections.disjoint(categories, categories(item)));
  }

  /** The newest of the catalog. */
  void ofNewcomers() {
    ofNewcomers(Source.NEWCOMER, item -> true);
  }

  /** Looks at every item until the list is full: the last resort. */
  private void ofNewcomers(Source source, IntPredicate among) {
    if (list.isFull()) {
      return;
    }
    Assembly.Run run = list.run(source, 1);
    for (int item = catalog.size() - 1; item >= 0 && !run.isFull(); item--) {
      if (isNewAndEligible(item) && among.test(item)) {
        run.add(item, (item + 1f) / catalog.size());
      }
    }
  }

  private boolean isNewAndEligible(int item) {
    return !list.holds(item) && eligible.test(item);
  }

  private List<String> categories(int item) {
    ItemState state = item < 0 ? null : catalog.item(item);
    return state == null ? List.of() : state.details().categories();
  }
}
