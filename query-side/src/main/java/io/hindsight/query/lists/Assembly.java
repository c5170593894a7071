package io.hindsight.query.lists;

import io.hindsight.runtime.serving.CatalogState;
import io.hindsight.scoring.model.Scores;
import java.util.Arrays;

/**
 * A list while it is filled: first by the best kind of candidates, then by the next one.
 *
 * <p>Kinds score on scales of their own. The first keeps its scores; those of later ones are scaled
 * down until they lie below all scores before. The factor is a power of two, so scaling neither
 * rounds nor makes ties, and a list without re-ranking stands in the order of its scores.
 */
final class Assembly {
  private final int n;
  private final int pool;
  private final Scores taken;
  private final int[] items;
  private final float[] scores;
  private final Source[] sources;
  private int size;
  private int scale;
  private Ranking ranking = Ranking.NONE;

  /**
   * @param n how many items the list is to have
   * @param pool how many candidates a re-ranker may choose from, at least n
   */
  Assembly(CatalogState catalog, int n, int pool, Scores taken) {
    this.n = n;
    this.pool = pool;
    this.taken = taken;
    this.items = new int[pool];
    this.scores = new float[pool];
    this.sources = new Source[pool];
    taken.reset(catalog.size());
  }

  /** How many more the next kind may add: the first fills the pool, later ones only the list. */
  int room() {
    return Math.max(0, (size == 0 ? pool : n) - size);
  }

  boolean isFull() {
    return room() == 0;
  }

  boolean holds(int item) {
    return taken.get(item) != 0;
  }

  /** Begins a kind of candidates, whose scores are positive and fall from this one. */
  Run run(Source source, float best) {
    scale = size == 0 ? 0 : Math.getExponent(scores[size - 1]) - Math.getExponent(best) - 1;
    return new Run(source, room());
  }

  /** Adds sorted candidates, the best first. */
  void addAll(Source source, TopItems top) {
    int count = top.sort();
    if (count == 0) {
      return;
    }
    Run run = run(source, top.score(0));
    for (int i = 0; i < count && !run.isFull(); i++) {
      run.add(top.item(i), top.score(i));
    }
  }

  void madeFrom(Ranking made) {
    ranking = made;
  }

  int size() {
    return size;
  }

  int[] items() {
    return Arrays.copyOf(items, size);
  }

  float[] scores() {
    return Arrays.copyOf(scores, size);
  }

  RankedList inOrder(int[] order) {
    int[] listed = new int[order.length];
    float[] score = new float[order.length];
    Source[] source = new Source[order.length];
    for (int i = 0; i < order.length; i++) {
      listed[i] = items[order[i]];
      score[i] = scores[order[i]];
      source[i] = sources[order[i]];
    }
    return new RankedList(listed, score, source, ranking);
  }

  RankedList best() {
    int length = Math.min(n, size);
    return new RankedList(
        Arrays.copyOf(items, length),
        Arrays.copyOf(scores, length),
        Arrays.copyOf(sources, length),
        ranking);
  }

  /** Candidates of one kind, being added best first. */
  final class Run {
    private final Source source;
    private int left;

    private Run(Source source, int left) {
      this.source = source;
      this.left = left;
    }

    boolean isFull() {
      return left == 0;
    }

    void add(int item, float score) {
      items[size] = item;
      scores[size] = Math.scalb(score, scale);
      sources[size] = source;
      taken.add(item, 1);
      size++;
      left--;
    }
  }
}
