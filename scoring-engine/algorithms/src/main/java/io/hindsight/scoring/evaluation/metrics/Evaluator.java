package io.hindsight.scoring.evaluation.metrics;

import io.hindsight.scoring.evaluation.UnfitData;
import io.hindsight.scoring.evaluation.metrics.Metric.Kind;
import io.hindsight.scoring.evaluation.protocol.Protocol;
import io.hindsight.scoring.evaluation.protocol.Split;
import io.hindsight.scoring.evaluation.protocol.TestSet;
import io.hindsight.scoring.linear.Noise;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.rerank.Reranker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures models on one split. Users are scored in blocks of a fixed size, each into its own
 * places: any number of threads gives the same bits. Immutable.
 */
public final class Evaluator {
  private static final int MOST_K = 10_000;

  /** Of the items that a test item is told from: the same for all models. */
  private static final Noise DRAWN = new Noise(1);

  private final Split split;
  private final boolean sampled;
  private final int[] ks;
  private final List<Column> columns;
  private final Accuracy accuracy;
  private final Popularity popularity;
  private final @Nullable ListQuality lists;
  private final @Nullable Rerankers rerankers;
  private final Margins margins;
  private final Ages ages;
  private final String groupedBy;

  /**
   * @param ks lengths of lists, rising
   * @param groups what calibration is measured by; without them, popularity
   */
  public Evaluator(
      Split split, Protocol protocol, int[] ks, @Nullable Function<Split, ItemGroups> groups) {
    this(split, protocol, ks, groups, Map.of());
  }

  /**
   * As the other.
   *
   * @param margins of items by id, of others 0; empty where nothing is known of them
   */
  public Evaluator(
      Split split,
      Protocol protocol,
      int[] ks,
      @Nullable Function<Split, ItemGroups> groups,
      Map<String, Double> margins) {
    requireLengths(ks);
    this.split = split;
    this.sampled = protocol.sampled();
    this.ks = ks.clone();
    this.margins = new Margins(split.training().items(), margins);
    ages = new Ages(split.training().timed() ? split.firstMet() : new double[0]);
    columns = columns(ks, sampled, this.margins.known(), ages.known());
    accuracy = new Accuracy(protocol.recallBase(), ks[ks.length - 1]);
    popularity = new Popularity(split.training());
    ItemGroups grouped = groups == null ? ItemGroups.byPopularity(popularity) : groups.apply(split);
    groupedBy = grouped.what();
    ItemLikeness likeness = sampled ? null : new ItemLikeness(split.training());
    lists = likeness == null ? null : new ListQuality(popularity, likeness, grouped);
    rerankers =
        likeness == null
            ? null
            : new Rerankers(
                split.training(), split.firstMet(), popularity, likeness, grouped, this.margins);
  }

  private static void requireLengths(int[] ks) {
    for (int i = 0; i < ks.length; i++) {
      if (ks[i] < 1 || ks[i] > MOST_K || (i > 0 && ks[i] <= ks[i - 1])) {
        throw new IllegalArgumentException(
            "k must be in 1..%d, several of them rising, were %s"
                .formatted(MOST_K, Arrays.toString(ks)));
      }
    }
    if (ks.length == 0) {
      throw new IllegalArgumentException("at least one k is needed");
    }
  }

  private static List<Column> columns(int[] ks, boolean sampled, boolean money, boolean timed) {
    List<Column> columns = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      if (metric.kind() == Kind.ORDER || metric.kind() == Kind.CHANCE) {
        columns.add(new Column(false, new MetricAt(metric, 0)));
      } else if (metric.kind() == Kind.ACCURACY
          || (metric.kind() == Kind.LIST && !sampled)
          || (metric.kind() == Kind.TIMED && !sampled && timed)
          || (metric.kind() == Kind.MONEY && !sampled && money)) {
        for (int k : ks) {
          columns.add(new Column(false, new MetricAt(metric, k)));
        }
      }
    }
    for (Column column : List.copyOf(columns)) {
      if (column.metric().metric().kind() == Kind.ACCURACY) {
        columns.add(new Column(true, column.metric()));
      }
    }
    return columns;
  }

  /** What calibration is measured by. */
  public String groupedBy() {
    return groupedBy;
  }

  public Popularity popularity() {
    return popularity;
  }

  /**
   * @param watcher is told how many users more were measured
   */
  public Measured measure(ItemModel model, int threads, IntConsumer watcher) {
    return measure(model, null, threads, watcher);
  }

  /**
   * As the other, with lists that a re-ranker makes of the model's best; what looks at all scores
   * (AUC, log loss) stays the model's own.
   *
   * @param spec null for the model's own lists
   */
  public Measured measure(
      ItemModel model, @Nullable RerankSpec spec, int threads, IntConsumer watcher) {
    Reranker reranker = spec == null ? null : reranker(spec);
    if (model.items().size() != split.training().items().size()) {
      throw new IllegalArgumentException("the model was not trained on this split's training data");
    }
    TestSet tests = split.tests();
    double[][] values = new double[columns.size()][tests.size()];
    float[][] wanted = new float[tests.size()][];
    float[][] others = new float[tests.size()][];
    int[][] shown = new int[tests.size()][];
    new Blocks(tests.size(), threads)
        .run(
            () -> {
              ScoredUser user = new ScoredUser(model, ks[ks.length - 1], reranker);
              return (from, to) -> {
                for (int test = from; test < to; test++) {
                  shown[test] = measure(user, test, values);
                  wanted[test] = user.scores(tests.wanted(test));
                  others[test] = user.scores(others(user, test));
                }
                watcher.accept(to - from);
              };
            });
    values[columns.indexOf(new Column(false, new MetricAt(Metric.LOGLOSS, 0)))] =
        LogLoss.of(wanted, others);
    return measured(values, shown);
  }

  /**
   * Refuses what cannot be done with the data, before anything is trained.
   *
   * @throws UnfitData saying what is missing
   */
  public void require(List<RerankSpec> specs) {
    specs.forEach(this::reranker);
  }

  private Reranker reranker(RerankSpec spec) {
    if (rerankers == null) {
      throw new UnfitData(
          "the protocol ranks sampled items: there are no lists to re-rank",
          "leave --rerank out, or take another protocol");
    }
    return rerankers.of(spec);
  }

  /** What test items are told from: as many as there are of those. */
  private int[] others(ScoredUser user, int test) {
    return sampled
        ? Arrays.copyOf(
            split.tests().negatives(test), Math.min(1, split.tests().negatives(test).length))
        : user.others(split.tests().wanted(test), DRAWN, test);
  }

  /** Returns the list. */
  private int[] measure(ScoredUser user, int test, double[][] values) {
    TestSet tests = split.tests();
    var history = tests.history(test);
    user.score(tests.user(test), history);
    Answer answer = sampled ? answerAmongNegatives(user, test) : answer(user, test);
    for (int column = 0; column < values.length; column++) {
      MetricAt at = columns.get(column).metric();
      values[column][test] =
          switch (at.metric().kind()) {
            case ORDER -> answer.area();
            case CHANCE -> Double.NaN; // not known yet
            case LIST ->
                lists == null ? Double.NaN : lists.of(at.metric(), at.k(), answer.list(), history);
            case ACCURACY -> accuracy(columns.get(column), answer);
            case TIMED -> ages.of(at.k(), answer.list());
            case MONEY ->
                at.metric() == Metric.MARGIN
                    ? margins.shown(at.k(), answer.list())
                    : margins.earned(at.k(), answer.list(), answer.hits());
            case ALL_LISTS -> throw new IllegalStateException(at + " is not of one user");
          };
    }
    return answer.list();
  }

  private double accuracy(Column column, Answer answer) {
    MetricAt at = column.metric();
    if (!column.tail()) {
      return accuracy.of(at.metric(), at.k(), answer.hits(), answer.wanted());
    }
    return answer.tailWanted() == 0
        ? Double.NaN
        : accuracy.of(at.metric(), at.k(), answer.tailHits(), answer.tailWanted());
  }

  /** What a model said of one user, compared with what was wanted. */
  @SuppressWarnings("ArrayRecordComponent") // private, never compared
  private record Answer(
      int[] list, boolean[] hits, int wanted, boolean[] tailHits, int tailWanted, double area) {}

  private Answer answer(ScoredUser user, int test) {
    int[] wanted = split.tests().wanted(test);
    int[] tail = Arrays.stream(wanted).filter(popularity::isTail).toArray();
    int[] list = user.list();
    return new Answer(
        list,
        hits(list, wanted),
        wanted.length,
        hits(list, tail),
        tail.length,
        user.areaUnderCurve(wanted));
  }

  private Answer answerAmongNegatives(ScoredUser user, int test) {
    int wanted = split.tests().wanted(test)[0];
    int[] negatives = split.tests().negatives(test);
    int rank = user.rank(wanted, negatives);
    boolean[] hits = new boolean[negatives.length + 1];
    hits[rank - 1] = true;
    double area = negatives.length == 0 ? Double.NaN : 1 - (rank - 1.0) / negatives.length;
    return new Answer(new int[0], hits, 1, hits, popularity.isTail(wanted) ? 1 : 0, area);
  }

  private static boolean[] hits(int[] list, int[] wanted) {
    boolean[] hits = new boolean[list.length];
    for (int i = 0; i < list.length; i++) {
      hits[i] = Arrays.binarySearch(wanted, list[i]) >= 0;
    }
    return hits;
  }

  private Measured measured(double[][] values, int[][] shown) {
    Map<Column, double[]> byColumn = new LinkedHashMap<>();
    for (int column = 0; column < values.length; column++) {
      byColumn.put(columns.get(column), values[column]);
    }
    List<MetricAt> ofAll = new ArrayList<>();
    for (int at = 0; at < ks.length && !sampled; at++) {
      ofAll.add(new MetricAt(Metric.COVERAGE, ks[at]));
      ofAll.add(new MetricAt(Metric.GINI, ks[at]));
    }
    TestSet tests = split.tests();
    List<String> users = new ArrayList<>();
    int[] sizes = new int[tests.size()];
    for (int test = 0; test < sizes.length; test++) {
      users.add(tests.user(test));
      sizes[test] = tests.historySize(test);
    }
    List<Lists> lists = sampled ? List.of() : List.of(Lists.of(shown, popularity));
    return new Measured(users, sizes, byColumn, lists, ofAll);
  }
}
