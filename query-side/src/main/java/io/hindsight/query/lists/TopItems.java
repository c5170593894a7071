package io.hindsight.query.lists;

import io.hindsight.runtime.serving.CatalogState;

/**
 * The best of many scored items: a heap whose root is the worst one kept. Ties are broken by item
 * id, the smaller one first, so the numbering of items cannot show.
 */
final class TopItems {
  private final CatalogState catalog;
  private final int[] items;
  private final float[] scores;
  private int size;

  TopItems(CatalogState catalog, int keep) {
    this.catalog = catalog;
    this.items = new int[keep];
    this.scores = new float[keep];
  }

  /** Whether an item of this score would be kept: asked before dearer questions about it. */
  boolean wants(int item, float score) {
    return size < items.length || (size > 0 && isWorse(items[0], scores[0], item, score));
  }

  /** Only for what {@link #wants} said yes to. */
  void keep(int item, float score) {
    if (size < items.length) {
      size++;
      up(size - 1, item, score);
    } else {
      down(item, score);
    }
  }

  int size() {
    return size;
  }

  /** Removes the worst one; what it was is left at index {@code size()}. */
  void removeWorst() {
    int worst = items[0];
    float score = scores[0];
    size--;
    if (size > 0) {
      down(items[size], scores[size]);
    }
    items[size] = worst;
    scores[size] = score;
  }

  /** After all were removed, best first. */
  int item(int i) {
    return items[i];
  }

  float score(int i) {
    return scores[i];
  }

  /** Empties the heap, leaving its items best first; answers how many there are. */
  int sort() {
    int count = size;
    while (size > 0) {
      removeWorst();
    }
    return count;
  }

  private void up(int hole, int item, float score) {
    int at = hole;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!isWorse(item, score, items[parent], scores[parent])) {
        break;
      }
      items[at] = items[parent];
      scores[at] = scores[parent];
      at = parent;
    }
    items[at] = item;
    scores[at] = score;
  }

  /** Puts an item in the root's place. */
  private void down(int item, float score) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size
          && isWorse(items[child + 1], scores[child + 1], items[child], scores[child])) {
        child++;
      }
      if (!isWorse(items[child], scores[child], item, score)) {
        break;
      }
      items[at] = items[child];
      scores[at] = scores[child];
      at = child;
    }
    items[at] = item;
    scores[at] = score;
  }

  private boolean isWorse(int item, float score, int other, float otherScore) {
    if (score != otherScore) {
      return score < otherScore;
    }
    return item != other && catalog.idOf(item).value().compareTo(catalog.idOf(other).value()) > 0;
  }
}
