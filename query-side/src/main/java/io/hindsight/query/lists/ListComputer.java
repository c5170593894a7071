package io.hindsight.query.lists;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.runtime.serving.ActiveModel;
import io.hindsight.runtime.serving.Epoch;
import io.hindsight.runtime.serving.PersonState;
import io.hindsight.scoring.rerank.Mmr;
import java.time.Instant;
import java.util.Objects;

/**
 * Computes a list: candidates, score, filter, re-rank. A pure function: the same states, request,
 * seed and time give the same items and the same bits of their scores, on any machine. It reads no
 * clock, no configuration and nothing random, so that a receipt can be computed again.
 */
public final class ListComputer {
  private static final int IDLE_SCRATCHES = 16;
  private static final int LEAST_POOL = 100;
  private static final int POOL_PER_ITEM = 5;

  private final Scratch.Pool scratches = new Scratch.Pool(IDLE_SCRATCHES);
  private final Rankings rankings;

  /**
   * @param rankingBytes how much memory people's rankings may take, about; kept or not, lists are
   *     the same
   */
  public ListComputer(long rankingBytes) {
    this.rankings = new Rankings(rankingBytes);
  }

  /** Keeps no rankings. */
  public ListComputer() {
    this(0);
  }

  /**
   * @param seed for stages that draw; there is none yet, but receipts name it from the start
   * @param now by which availability is judged, in whole milliseconds as the receipt keeps it
   */
  @SuppressWarnings("UnusedVariable")
  public RankedList compute(ListInputs inputs, ListRequest request, long seed, Instant now) {
    inputs.requireFor(request);
    boolean reranked = request.diversity() > 0;
    int pool = reranked ? Math.max(LEAST_POOL, POOL_PER_ITEM * request.n()) : request.n();
    Scratch scratch = scratches.borrow();
    try {
      Assembly list = new Assembly(inputs.catalog(), request.n(), pool, scratch.taken);
      collect(inputs, request, new Candidates(inputs, request, now, list, scratch, rankings));
      return reranked ? rerank(inputs, request, list) : list.best();
    } finally {
      scratches.giveBack(scratch);
    }
  }

  private static void collect(ListInputs inputs, ListRequest request, Candidates candidates) {
    Epoch epoch = inputs.epoch();
    switch (request.kind()) {
      case PERSONAL -> personal(inputs, candidates);
      case SIMILAR -> similar(inputs, Objects.requireNonNull(request.itemId()), candidates);
      case POPULAR -> candidates.ofRanking(Source.POPULAR, epoch.popularity(request.windowDays()));
      case TRENDING -> candidates.ofRanking(Source.TRENDING, epoch.trending());
    }
  }

  private static void personal(ListInputs inputs, Candidates candidates) {
    Epoch epoch = inputs.epoch();
    String algorithm = inputs.placement().settings().algorithm();
    if (algorithm.equals(Algorithms.POPULARITY)) {
      candidates.ofRanking(Source.POPULAR, epoch.popularity(0));
    }
    PersonState person = Algorithms.isPersonal(algorithm) ? inputs.person() : null;
    if (person != null) {
      if (inputs.model() != null) {
        candidates.ofPerson(inputs.model(), person);
      }
      candidates.ofLikes(person);
      candidates.ofTastes(person);
    }
    candidates.ofRanking(Source.TRENDING, epoch.trending());
    candidates.ofRanking(Source.POPULAR, epoch.popularity(0));
    if (person != null) {
      candidates.ofLikedNewcomers(person);
    }
    candidates.ofNewcomers();
  }

  private static void similar(ListInputs inputs, ItemId item, Candidates candidates) {
    ActiveModel model = inputs.model();
    int index = inputs.catalog().indexOf(item);
    if (model != null && index >= 0) {
      candidates.ofItem(model, index);
    }
    candidates.ofCategoriesOf(item);
  }

  private static RankedList rerank(ListInputs inputs, ListRequest request, Assembly list) {
    int[] items = list.items();
    var similarity = new CatalogSimilarity(inputs.catalog(), items);
    return list.inOrder(
        Mmr.rerank(items, list.scores(), request.n(), request.diversity(), similarity));
  }
}
