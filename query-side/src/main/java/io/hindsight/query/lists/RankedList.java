package io.hindsight.query.lists;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.runtime.serving.CatalogState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Items in their final order, in the catalog's numbers. The scores are the very floats that the
 * items were ranked by and that the receipt keeps.
 */
public final class RankedList {
  private final int[] items;
  private final float[] scores;
  private final Source[] sources;
  private final Ranking ranking;

  /**
   * @param ranking what the model made of the person; nothing where it took no part
   */
  RankedList(int[] items, float[] scores, Source[] sources, Ranking ranking) {
    this.items = items;
    this.scores = scores;
    this.sources = sources;
    this.ranking = ranking;
  }

  public int size() {
    return items.length;
  }

  public int item(int rank) {
    return items[rank];
  }

  public float score(int rank) {
    return scores[rank];
  }

  Source source(int rank) {
    return sources[rank];
  }

  /** Knows the reasons. */
  Ranking ranking() {
    return ranking;
  }

  /** The same without its ranking, so that whoever keeps it does not keep that as well. */
  RankedList apart() {
    return new RankedList(items, scores, sources, Ranking.NONE);
  }

  /** Whether it has the same items from the same sources, to the bits of their scores. */
  boolean isSameAs(RankedList other) {
    return Arrays.equals(items, other.items)
        && Arrays.equals(scores, other.scores)
        && Arrays.equals(sources, other.sources);
  }

  boolean holds(Source source) {
    return Arrays.asList(sources).contains(source);
  }

  /** As the receipt keeps it. */
  public ServedItems served(CatalogState catalog) {
    List<ItemId> ids = new ArrayList<>(items.length);
    List<Float> kept = new ArrayList<>(items.length);
    for (int i = 0; i < items.length; i++) {
      ids.add(catalog.idOf(items[i]));
      kept.add(scores[i]);
    }
    return new ServedItems(ids, kept, List.of());
  }
}
