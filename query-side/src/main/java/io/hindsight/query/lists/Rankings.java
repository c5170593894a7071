package io.hindsight.query.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.runtime.serving.ActiveModel;
import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;

/**
 * Ranks by a model, and keeps what came out until the person does something: a page asks for
 * several lists, and a session for many. A list is the same whether its ranking was kept or not.
 */
final class Rankings {
  private static final int KEPT_ITEMS = 256;

  private final Cache<Object, Ranking> kept;

  /**
   * @param bytes how much memory kept rankings may take, about; 0 keeps none
   */
  Rankings(long bytes) {
    kept =
        Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(bytes)
            .weigher((Object deeds, Ranking ranking) -> ranking.weight())
            .executor(Runnable::run)
            .build();
  }

  Ranking of(ActiveModel model, PersonState person, CatalogState catalog, Scores scores) {
    Ranking known = kept.getIfPresent(person.deeds());
    if (known != null && known.isOf(model)) {
      return known;
    }
    History history = model.history(person);
    if (history.size() == 0) {
      return Ranking.NONE;
    }
    Ranking made = make(model, history, catalog, scores);
    kept.put(person.deeds(), made);
    return made;
  }

  private static Ranking make(
      ActiveModel model, History history, CatalogState catalog, Scores scores) {
    scores.reset(model.model().items().size());
    model.model().score(history, scores);
    TopItems top = new TopItems(catalog, KEPT_ITEMS);
    int scored = 0;
    for (int i = 0; i < scores.size(); i++) {
      int known = scores.item(i);
      float score = scores.get(known);
      int item = model.toCatalog(known);
      if (score > 0 && item >= 0) {
        scored++;
        if (top.wants(item, score)) {
          top.keep(item, score);
        }
      }
    }
    int[] items = new int[top.sort()];
    float[] best = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = top.item(i);
      best[i] = top.score(i);
    }
    return new Ranking(model, history, items, best, items.length == scored);
  }
}
