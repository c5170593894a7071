package io.hindsight.scoring.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.knn.Similarity;
import io.hindsight.scoring.knn.Weighting;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class ProfilesTest {

  private static UserKnnConfig plain(int neighbours, double shrinkage, int group) {
    return new UserKnnConfig(neighbours, shrinkage, Similarity.COSINE, Weighting.NONE, group);
  }

  private static float[] scores(ProfileModel model, History history) {
    Scores scores = new Scores(model.items().size());
    model.score(history, scores);
    float[] all = new float[model.items().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = scores.get(i);
    }
    return all;
  }

  private static byte[] bytes(ProfileModel model) throws IOException {
    var bytes = new ByteArrayOutputStream();
    model.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** The formula, word for word, over each person's own row. */
  private static double[] slow(TrainingData data, History history, int neighbours, double shrink) {
    Rows rows = data.byUser();
    record Near(int user, double similarity) {}
    List<Near> near = new ArrayList<>();
    double own = 0;
    for (float weight : history.weights()) {
      own += (double) weight * weight;
    }
    for (int user = 0; user < rows.count(); user++) {
      double product = 0;
      double squares = 0;
      int shared = 0;
      for (int at = rows.start(user); at < rows.start(user + 1); at++) {
        squares += (double) rows.weight(at) * rows.weight(at);
        for (int h = 0; h < history.size(); h++) {
          if (history.items()[h] == rows.column(at)) {
            product += (double) history.weights()[h] * rows.weight(at);
            shared++;
          }
        }
      }
      if (shared > 0) {
        near.add(new Near(user, product / Math.sqrt(own * squares) * shared / (shared + shrink)));
      }
    }
    near.sort(Comparator.comparingDouble(one -> -one.similarity()));
    double[] scores = new double[data.items().size()];
    for (Near one : near.subList(0, Math.min(neighbours, near.size()))) {
      for (int at = rows.start(one.user()); at < rows.start(one.user() + 1); at++) {
        scores[rows.column(at)] += one.similarity() * rows.weight(at);
      }
    }
    return scores;
  }

  @Property(tries = 100)
  void withGroupsOfOneItIsTheTextbooksMethod(@ForAll long seed) {
    TrainingData data = Baskets.random(seed).data();
    History history = new History(new int[] {0}, new float[] {2});
    ProfileModel model = ProfileTrainer.train(data, plain(10_000, 3, 1));
    double[] slow = slow(data, history, 10_000, 3);
    float[] fast = scores(model, history);
    for (int item = 0; item < slow.length; item++) {
      assertThat((double) fast[item]).isEqualTo(slow[item], within(1e-4 * (1 + slow[item])));
    }
  }

  @Property(tries = 100)
  void noProfileIsOfFewerPeopleThanAskedFor(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int group) {
    TrainingData data = Baskets.random(seed).data();
    ProfileModel model = ProfileTrainer.train(data, plain(10_000, 0, group));
    int profiles = model.profiles();
    assertThat(profiles).isLessThanOrEqualTo(data.users() / group);
    assertThat(profiles == 0).isEqualTo(data.users() < group);
  }

  @Property(tries = 50)
  void theOrderOfPeopleChangesNoByte(@ForAll long seed) throws IOException {
    Baskets baskets = Baskets.random(seed);
    for (int group : new int[] {1, 3}) {
      byte[] one = bytes(ProfileTrainer.train(baskets.data(), plain(10, 1, group)));
      byte[] other =
          bytes(ProfileTrainer.train(baskets.shuffled(seed).data(), plain(10, 1, group)));
      assertThat(other).isEqualTo(one);
    }
  }

  @Property(tries = 50)
  void reasonsAddUpToTheScoreOfWhatTheHistoryLacks(@ForAll long seed) {
    TrainingData data = Baskets.random(seed, 20, 30).data();
    for (Similarity similarity : Similarity.values()) {
      for (Weighting weighting : Weighting.values()) {
        var config = new UserKnnConfig(7, 1, similarity, weighting, 2);
        ProfileModel model = ProfileTrainer.train(data, config);
        History history = new History(new int[] {0, 2, 3}, new float[] {1, 4, 0.5f});
        float score = scores(model, history)[1];
        double sum = 0;
        for (Contribution part : model.explain(history, new int[] {1}, 9).getFirst()) {
          sum += part.amount();
        }
        assertThat(sum).isEqualTo((double) score, within(1e-4 * (1 + score)));
      }
    }
  }

  @Example
  void aSessionsNewestItemsCountMostAndAPauseEndsIt() {
    var builder = TrainingDataBuilder.over(List.of("a", "b", "c", "d"));
    for (int person = 0; person < 2; person++) {
      builder.user(new int[] {0, 2}, new float[] {1, 1}, new long[] {1, 2});
      builder.user(new int[] {1, 3}, new float[] {1, 1}, new long[] {1, 2});
    }
    var config = new SessionKnnConfig(10, 0, Similarity.COSINE, Weighting.NONE, 2, 1, 20);
    ProfileModel model = ProfileTrainer.train(builder.build(), config);
    assertThat(model.profiles()).isEqualTo(2);
    float[] late = scores(model, new History(new int[] {0, 1}, new float[] {1, 1}));
    assertThat(late[3]).isGreaterThan(late[2]).isPositive();
    long hour = 3_600_000;
    float[] paused =
        scores(model, new History(new int[] {0, 1}, new float[] {1, 1}, new long[] {hour, 1}));
    assertThat(paused[3]).isZero();
    assertThat(paused[2]).isPositive();
  }

  @Example
  void oneFaithfulPersonsSessionsMakeNoProfileAlone() {
    var builder = TrainingDataBuilder.over(List.of("a", "b", "c", "d"));
    builder.user(new int[] {0, 1, 2, 3}, new float[] {1, 1, 1, 1}, new long[] {0, 1, 99, 100});
    var config = new SessionKnnConfig(10, 0, Similarity.COSINE, Weighting.NONE, 2, 0.0005, 20);
    assertThat(ProfileTrainer.train(builder.build(), config).profiles()).isZero();
  }
}
