package io.hindsight.scoring.bpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BprTest {

  /** Two kinds of people, each with most of the items of their kind. */
  private static TrainingData twoKinds() {
    List<Map<String, Float>> people = new ArrayList<>();
    for (int person = 0; person < 60; person++) {
      Map<String, Float> items = new TreeMap<>();
      for (int i = 0; i < 10; i++) {
        if ((person * 7 + i * 3) % 10 < 6) {
          items.put((person % 2 == 0 ? "even-" : "odd-") + i, 1f);
        }
      }
      people.add(items);
    }
    return new Baskets(people).data();
  }

  private static Scores scores(BprModel model, History history) {
    Scores scores = new Scores(model.items().size());
    model.score(history, scores);
    return scores;
  }

  private static History ofOne(BprModel model, String... ids) {
    int[] items = new int[ids.length];
    float[] weights = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      items[i] = model.items().indexOf(ids[i]);
      weights[i] = 1;
    }
    return new History(items, weights);
  }

  @Test
  void someoneWhoComesNewIsRankedByTheirKind() {
    BprModel model = new BprTrainer(new BprConfig(8, 0.1, 0.01, 60, 30)).train(twoKinds(), 3, 1);
    for (String kind : List.of("even-", "odd-")) {
      String other = kind.equals("even-") ? "odd-" : "even-";
      Scores scores = scores(model, ofOne(model, kind + 1, kind + 4));
      double own = 0;
      double others = 0;
      for (int i = 0; i < 10; i++) {
        own += scores.get(model.items().indexOf(kind + i));
        others += scores.get(model.items().indexOf(other + i));
      }
      assertThat(own).isGreaterThan(others + 5);
    }
  }

  @Test
  void whatPeopleHaveComesToStandAboveWhatTheyHaveNot() {
    TrainingData data = twoKinds();
    double before = share(data, new BprTrainer(new BprConfig(8, 1e-6, 0, 1, 30)).train(data, 3, 1));
    double after =
        share(data, new BprTrainer(new BprConfig(8, 0.1, 0.01, 60, 30)).train(data, 3, 1));
    assertThat(before).isBetween(0.3, 0.8);
    assertThat(after).isGreaterThan(0.9);
  }

  /** Of pairs of an item that a person has and one that they have not, those in the right order. */
  private static double share(TrainingData data, BprModel model) {
    double right = 0;
    double all = 0;
    for (int user = 0; user < data.users(); user++) {
      int start = data.byUser().start(user);
      int[] items = new int[data.byUser().length(user)];
      float[] weights = new float[items.length];
      for (int i = 0; i < items.length; i++) {
        items[i] = data.byUser().column(start + i);
        weights[i] = 1;
      }
      Scores scores = scores(model, new History(items, weights));
      for (int item : items) {
        for (int other = 0; other < data.items().size(); other++) {
          if (!data.byUser().contains(user, other)) {
            all++;
            right += scores.get(item) > scores.get(other) ? 1 : 0;
          }
        }
      }
    }
    return right / all;
  }

  @Test
  void contributionsAndTheBiasAddUpToTheScore() {
    BprModel model = new BprTrainer(new BprConfig(8, 0.1, 0.01, 20, 30)).train(twoKinds(), 3, 1);
    float[] biases = new float[model.items().size()];
    Scores ofNobody = scores(model, History.EMPTY);
    for (int i = 0; i < biases.length; i++) {
      biases[i] = ofNobody.get(i);
    }
    History history = ofOne(model, "even-2", "even-5");
    Scores scores = scores(model, history);
    int[] all = IntStream.range(0, biases.length).toArray();
    List<List<Contribution>> explained = model.explain(history, all, 5);
    int whole = 0;
    for (int item : all) {
      if (item == history.items()[0] || item == history.items()[1]) {
        assertThat(explained.get(item)).extracting(Contribution::item).doesNotContain(item);
        continue;
      }
      double sum =
          biases[item] + explained.get(item).stream().mapToDouble(Contribution::amount).sum();
      if (explained.get(item).size() == 2) {
        whole++;
        assertThat(sum).isCloseTo(scores.get(item), within(1e-4));
      } else {
        assertThat(sum).isGreaterThanOrEqualTo(scores.get(item) - 1e-4);
      }
    }
    assertThat(whole).isPositive();
  }

  @Test
  void someoneWhoHasEverythingIsFoldedInToo() {
    BprModel model =
        new BprTrainer(BprConfig.DEFAULT)
            .train(new Baskets(List.of(Map.of("a", 1f, "b", 1f))).data(), 1, 1);
    assertThat(scores(model, ofOne(model, "a", "b")).get(0)).isFinite();
  }

  @Test
  void stepsThatRunAwayAreNamed() {
    TrainingData data = Baskets.random(3, 40, 60).data();
    assertThatThrownBy(() -> new BprTrainer(new BprConfig(8, 10, 10, 60, 1)).train(data, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a smaller learningRate may help");
  }

  @Test
  void settingsOutOfRangeSayWhatWouldBeRight() {
    assertThatThrownBy(() -> new BprConfig(0, 1, 1, 1, 1)).hasMessageContaining("1..2048");
    assertThatThrownBy(() -> new BprConfig(1, 0, 1, 1, 1)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new BprConfig(1, 1, -1, 1, 1)).hasMessageContaining("0..10");
    assertThatThrownBy(() -> new BprConfig(1, 1, 1, 0, 1)).hasMessageContaining("1..10000");
    assertThatThrownBy(() -> new BprConfig(1, 1, 1, 1, 0)).hasMessageContaining("1..1000");
  }
}
