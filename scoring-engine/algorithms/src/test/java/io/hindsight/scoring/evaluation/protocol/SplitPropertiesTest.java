package io.hindsight.scoring.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.scoring.evaluation.Logs;
import io.hindsight.scoring.evaluation.data.Interactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** jqwik prints the seed of a failing run; each sample is itself made from one reported seed. */
class SplitPropertiesTest {
  private static final int USERS = 60;
  private static final int ITEMS = 40;

  private static Split split(Interactions data, Protocol protocol, long seed, int fold) {
    return new Splitter(data, protocol, seed, null).fold(fold);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void whatIsTestedIsNotLearnedAndNothingIsLost(@ForAll long seed) {
    Interactions data = Logs.random(seed, USERS, ITEMS);
    for (Protocol protocol :
        List.of(
            new Protocol.LeaveLastOut(),
            new Protocol.Temporal(0.7),
            new Protocol.RandomHoldOut(0.3),
            new Protocol.KFold(4))) {
      Split split = split(data, protocol, seed, 0);
      int lost = 0;
      for (int test = 0; test < split.tests().size(); test++) {
        int user = data.userOf(split.tests().user(test));
        int[] history = split.tests().history(test).items();
        int[] wanted = split.tests().wanted(test);
        assertThat(history).doesNotContain(wanted);
        assertThat(history.length + wanted.length)
            .isEqualTo(data.start(user + 1) - data.start(user));
        lost += wanted.length;
      }
      assertThat(split.training().pairs() + lost).isLessThanOrEqualTo(data.pairs());
      if (split.withoutHistory() == 0) {
        assertThat(split.training().pairs() + lost).isEqualTo(data.pairs());
      }
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void eachPairIsTestedInOneFoldAtMost(@ForAll long seed) {
    Interactions data = Logs.random(seed, USERS, ITEMS);
    Map<String, Integer> tested = new TreeMap<>();
    Map<String, Integer> sizes = new TreeMap<>();
    for (int fold = 0; fold < 5; fold++) {
      Split split = split(data, new Protocol.KFold(5), seed, fold);
      for (int test = 0; test < split.tests().size(); test++) {
        tested.merge(split.tests().user(test), split.tests().wanted(test).length, Integer::sum);
      }
    }
    for (int user = 0; user < data.users(); user++) {
      sizes.put(data.user(user), data.start(user + 1) - data.start(user));
    }
    // Only a user's single item is never tested: nobody would be left to ask about.
    sizes.values().removeIf(size -> size == 1);
    assertThat(tested).isEqualTo(sizes);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void heldOutUsersAreNotLearnedFrom(@ForAll long seed) {
    Interactions data = Logs.random(seed, USERS, ITEMS);
    Split split = split(data, new Protocol.StrongGeneralisation(0.3, 0.2), seed, 0);
    assertThat(split.training().users()).isEqualTo(data.users() - Math.round(data.users() * 0.3f));
    assertThat(split.unseenWanted()).isZero();
    for (int test = 0; test < split.tests().size(); test++) {
      int wanted = split.tests().wanted(test).length;
      int all = wanted + split.tests().historySize(test);
      assertThat(all).isGreaterThanOrEqualTo(5);
      assertThat(wanted).isEqualTo(all / 5);
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void negativesAreDistinctAndForeign(@ForAll long seed) {
    Interactions data = Logs.random(seed, USERS, 200);
    Split split = split(data, new Protocol.SampledNegatives(50), seed, 0);
    for (int test = 0; test < split.tests().size(); test++) {
      int[] negatives = split.tests().negatives(test);
      int[] seen = Arrays.stream(negatives).filter(item -> item >= 0).toArray();
      assertThat(negatives).hasSize(Math.min(50, data.items().size() - own(data, split, test)));
      assertThat(seen).doesNotHaveDuplicates().doesNotContain(split.tests().wanted(test));
      assertThat(seen).doesNotContain(split.tests().history(test).items());
    }
  }

  private static int own(Interactions data, Split split, int test) {
    int user = data.userOf(split.tests().user(test));
    return data.start(user + 1) - data.start(user);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void theSameSeedGivesTheSamePartsAndAnotherSeedOthers(@ForAll long seed) {
    Interactions data = Logs.random(seed, USERS, ITEMS);
    for (Protocol protocol :
        List.of(
            new Protocol.RandomHoldOut(0.3),
            new Protocol.KFold(3),
            new Protocol.StrongGeneralisation(0.3, 0.2),
            new Protocol.SampledNegatives(9))) {
      List<String> first = all(split(data, protocol, seed, 0));
      assertThat(all(split(data, protocol, seed, 0))).isEqualTo(first);
      assertThat(all(split(data, protocol, seed + 1, 0))).isNotEqualTo(first);
    }
  }

  private static List<String> all(Split split) {
    List<String> all = new ArrayList<>();
    for (int test = 0; test < split.tests().size(); test++) {
      all.add(
          split.tests().user(test)
              + Arrays.toString(split.tests().history(test).items())
              + Arrays.toString(split.tests().wanted(test))
              + Arrays.toString(split.tests().negatives(test)));
    }
    return all;
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  void theTrainingPartHoldsNothingThatIsTested(@ForAll long seed) {
    Interactions data = Logs.random(seed, USERS, ITEMS);
    for (Protocol protocol :
        List.of(new Protocol.LeaveLastOut(), new Protocol.StrongGeneralisation(0.3, 0.2))) {
      Splitter splitter = new Splitter(data, protocol, seed, null);
      Interactions part = splitter.trainingPart(0);
      assertThat(part.pairs()).isEqualTo(splitter.fold(0).training().pairs());
      assertThat(part.items().size()).isEqualTo(splitter.fold(0).training().items().size());
      assertThat(part.users()).isEqualTo(splitter.fold(0).training().users());
    }
  }
}
