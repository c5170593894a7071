package io.hindsight.scoring.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.linear.Best;
import io.hindsight.scoring.linear.Workers;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class AlsTest {

  private static AlsConfig config(int factors, int sweeps, int block) {
    return new AlsConfig(factors, 0.05, 0.2, 0.8, 0.3, sweeps, block);
  }

  private static float[] scores(AlsModel model, History history) {
    Scores scores = new Scores(model.items().size());
    model.score(history, scores);
    float[] all = new float[model.items().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = scores.get(i);
    }
    return all;
  }

  private static History history(TrainingData data, int user) {
    Rows rows = data.byUser();
    int[] items = new int[rows.length(user)];
    float[] weights = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      items[i] = rows.column(rows.start(user) + i);
      weights[i] = rows.weight(rows.start(user) + i);
    }
    return new History(items, weights);
  }

  /** Zero is where the objective is least: a random start would stand in lists. */
  @Example
  void anItemThatNobodyMetScoresNothing() {
    TrainingDataBuilder builder = TrainingDataBuilder.over(List.of("a", "b", "c", "unmet"));
    for (int user = 0; user < 9; user++) {
      builder.user(new int[] {user % 3, (user + 1) % 3}, new float[] {1, 1});
    }
    TrainingData data = builder.build();
    for (int block : new int[] {0, 8}) {
      AlsModel model = new AlsTrainer(config(16, 3, block)).train(data, 5, 1);
      float[] scores = scores(model, history(data, 0));
      assertThat(scores[data.items().indexOf("unmet")]).isZero();
      assertThat(scores[data.items().indexOf("c")]).isNotZero();
    }
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void sweepsAndFoldInAgreeWithTheFormulas(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 21) int factors) {
    TrainingData data = Baskets.random(seed).data();
    AlsConfig config = config(factors, 2, 0);
    AlsModel model = new AlsTrainer(config).train(data, seed, 1);
    SlowAls slow = new SlowAls(config, data, seed);
    slow.sweep();
    slow.sweep();
    var items = slow.items.copy();
    slow.sweep();
    for (int user = 0; user < data.users(); user++) {
      float[] found = scores(model, history(data, user));
      double[] expected = items.operate(slow.users.getRow(user));
      for (int i = 0; i < found.length; i++) {
        assertThat((double) found[i]).isCloseTo(expected[i], within(2e-3));
      }
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void eachSweepLowersTheLoss(@ForAll long seed) {
    TrainingData data = Baskets.random(seed).data();
    SlowAls slow = new SlowAls(config(4, 1, 0), data, seed);
    slow.sweep();
    double before = slow.loss();
    for (int sweep = 2; sweep < 6; sweep++) {
      slow.sweep();
      double after = slow.loss();
      assertThat(after).isLessThanOrEqualTo(before * (1 + 1e-12));
      before = after;
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void blocksReachTheSameMinimumOfARowAsTheWhole(@ForAll long seed) {
    TrainingData data = Baskets.random(seed).data();
    float[] whole = rowOf(data, seed, 0, 1);
    float[] blocks = rowOf(data, seed, 8, 5_000);
    assertThat(blocks).containsExactly(whole, within(1e-3f));
  }

  /** The first user's vector after so many solutions, the items standing still. */
  private static float[] rowOf(TrainingData data, long seed, int block, int times) {
    Factors items = Factors.random(data.items().size(), 20, 2, seed);
    Factors users = new Factors(data.users(), 20);
    float[][] base;
    try (var workers = new Workers(1)) {
      base = items.gram(0.2, workers);
    }
    for (int i = 0; i < base.length; i++) {
      for (int j = 0; j < i; j++) {
        base[i][j] = base[j][i];
      }
    }
    var sweep =
        new RowSolver.HalfSweep(
            data.byUser(), users, items, base, new Objective(0.05, 0.2, 1), 0.5f, 0);
    RowSolver solver = new RowSolver(sweep, block);
    for (int i = 0; i < times; i++) {
      solver.solve(0);
    }
    return Arrays.copyOf(users.values(), 20);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void contributionsAddUpToTheScore(@ForAll long seed) {
    TrainingData data = Baskets.random(seed).data();
    AlsModel model = new AlsTrainer(config(5, 3, 0)).train(data, seed, 1);
    History history = history(data, 0);
    float[] scores = scores(model, history);
    int[] all = IntStream.range(0, scores.length).toArray();
    Set<Integer> met = Arrays.stream(history.items()).boxed().collect(Collectors.toSet());
    var explained = model.explain(history, all, scores.length);
    for (int j = 0; j < scores.length; j++) {
      double positive = explained.get(j).stream().mapToDouble(Contribution::amount).sum();
      if (!met.contains(j)) {
        assertThat(positive).isGreaterThanOrEqualTo(scores[j] - 1e-4);
      }
    }
    assertThat(history.size()).isPositive();
  }

  @Example
  void theSeedDecidesAndOnlyIt() {
    TrainingData data = Baskets.random(4, 60, 40).data();
    History history = new History(new int[] {1, 8}, new float[] {1, 1});
    AlsTrainer trainer = new AlsTrainer(config(8, 2, 0));
    float[] once = scores(trainer.train(data, 1, 1), history);
    assertThat(scores(trainer.train(data, 1, 1), history)).isEqualTo(once);
    assertThat(scores(trainer.train(data, 2, 1), history)).isNotEqualTo(once);
  }

  @Example
  void moreFactorsThanItemsAndOddNumbersOfThemAreFine() {
    TrainingData data = Baskets.random(2).data();
    for (int factors : new int[] {1, 7, 8, 9, 100}) {
      for (int block : new int[] {0, 1, 24}) {
        AlsModel model = new AlsTrainer(config(factors, 2, block)).train(data, 3, 2);
        for (float score : scores(model, history(data, 0))) {
          assertThat(score).isFinite();
        }
      }
    }
  }

  @Example
  void whatWasNotObservedWeighsLessWhereTheDataAreSparser() {
    AlsConfig auto = AlsConfig.DEFAULT;
    TrainingDataBuilder sparse = TrainingDataBuilder.over(items(1_000));
    for (int user = 0; user < 500; user++) {
      sparse.user(new int[] {user, user + 1, user + 300, user + 500}, new float[] {1, 2, 9, 1});
    }
    assertThat(auto.on(sparse.build()).alpha0()).isCloseTo(20 * 0.004, within(1e-12));
    TrainingData dense = Baskets.random(3, 30, 20).data();
    assertThat(auto.on(dense).alpha0()).isEqualTo(0.3);
    AlsConfig told = config(4, 2, 0);
    assertThat(told.on(sparse.build())).isSameAs(told);
    AlsModel found = new AlsTrainer(auto).train(sparse.build(), 1, 1);
    AlsConfig same = new AlsConfig(64, 0.01, auto.on(sparse.build()).alpha0(), 1, 0.1, 16, 0);
    History history = new History(new int[] {3, 300}, new float[] {1, 2});
    assertThat(scores(found, history))
        .isEqualTo(scores(new AlsTrainer(same).train(sparse.build(), 1, 1), history));
  }

  private static List<String> items(int count) {
    return IntStream.range(0, count).mapToObj(i -> "i" + i).toList();
  }

  @Example
  void settingsOutOfRangeSayWhatWouldBeRight() {
    assertThatThrownBy(() -> new AlsConfig(0, 1, 1, 1, 1, 1, 0)).hasMessageContaining("1..2048");
    assertThatThrownBy(() -> new AlsConfig(1, 0, 1, 1, 1, 1, 0))
        .hasMessage("regularization must be above 0 and at most 1e6, was 0.0");
    assertThatThrownBy(() -> new AlsConfig(1, 1, Double.NaN, 1, 1, 1, 0))
        .hasMessageContaining("alpha0 must be in 0..1e6");
    assertThatThrownBy(() -> new AlsConfig(1, 1, 1, 5, 1, 1, 0)).hasMessageContaining("0..4");
    assertThatThrownBy(() -> new AlsConfig(1, 1, 1, 1, 0, 1, 0)).hasMessageContaining("1000");
    assertThatThrownBy(() -> new AlsConfig(1, 1, 1, 1, 1, 0, 0)).hasMessageContaining("1..1000");
    assertThatThrownBy(() -> new AlsConfig(1, 1, 1, 1, 1, 1, -1)).hasMessageContaining("0..2048");
  }

  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void theBestOfManyAtOnceAreThoseOfEachAlone(@ForAll long seed) {
    TrainingData data = Baskets.random(seed).data();
    AlsModel model = new AlsTrainer(config(5, 2, 0)).train(data, seed, 1);
    List<History> people = new ArrayList<>(List.of(new History(new int[0], new float[0])));
    for (int user = 0; user < data.users(); user++) {
      people.add(history(data, user));
    }
    List<Best> best;
    try (Workers workers = new Workers(2)) {
      best = model.best(people, 3, workers);
    }
    for (int person = 0; person < people.size(); person++) {
      float[] scores = scores(model, people.get(person));
      int wanted = people.get(person).size() == 0 ? 0 : Math.min(3, scores.length);
      int[] expected =
          IntStream.range(0, scores.length)
              .boxed()
              .sorted(Comparator.comparing(item -> -scores[item]))
              .limit(wanted)
              .mapToInt(Integer::intValue)
              .toArray();
      assertThat(best.get(person).rows()).isEqualTo(expected);
    }
  }
}
