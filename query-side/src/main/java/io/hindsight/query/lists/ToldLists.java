package io.hindsight.query.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hindsight.contracts.serving.ListRequest;

/**
 * Keeps how a person's last list was told: pages are loaded anew, and finding reasons and titles
 * takes as long as finding the items. A list is told the same whether that was kept or not.
 */
final class ToldLists {
  private final Cache<Ranking, Told> kept;

  /**
   * @param bytes how much memory they may take, about; 0 keeps none
   */
  ToldLists(long bytes) {
    kept =
        Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(bytes)
            .weigher((Ranking ranking, Told told) -> told.weight())
            .executor(Runnable::run)
            .build();
  }

  Told of(ListInputs inputs, ListRequest request, RankedList list) {
    Ranking ranking = list.ranking();
    if (ranking == Ranking.NONE) {
      return Told.of(inputs, request, list);
    }
    Told known = kept.getIfPresent(ranking);
    if (known != null && known.holdsFor(inputs, request, list)) {
      return known;
    }
    Told made = Told.of(inputs, request, list);
    kept.put(ranking, made);
    return made;
  }
}
