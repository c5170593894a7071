package io.hindsight.scoring.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.data.TimeDecay;
import io.hindsight.scoring.evaluation.Logs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InteractionsTest {
  private static final Selection BY_VALUE = new Selection(Double.NaN, Weighting.VALUE, 1, 1);

  private static List<String> lines(Interactions data) {
    List<String> lines = new ArrayList<>();
    Folding folding = new Folding(data, repeat -> true);
    for (int user = 0; user < data.users(); user++) {
      folding.take(user, folding.newest(user, pair -> true));
      for (int pair = data.start(user); pair < data.start(user + 1); pair++) {
        lines.add(
            "%s %s %s %d"
                .formatted(
                    data.user(user),
                    data.items().id(data.item(pair)),
                    folding.weight(pair),
                    folding.time(pair)));
      }
    }
    return lines;
  }

  @Test
  void pairsStandByUserAndTimeWhateverTheOrderOfTheFile() {
    String[] file = {"zoe cap 1 30", "ann bat 1 20", "zoe ale 1 10", "ann ale 1 40"};
    String[] turned = {"ann ale 1 40", "zoe ale 1 10", "zoe cap 1 30", "ann bat 1 20"};
    assertThat(lines(Logs.of(file)))
        .containsExactly("ann bat 1.0 20", "ann ale 1.0 40", "zoe ale 1.0 10", "zoe cap 1.0 30")
        .isEqualTo(lines(Logs.of(turned)));
  }

  @Test
  void equalTimesKeepTheOrderOfTheFileInLongHistories() {
    String[] file = new String[200];
    for (int i = 0; i < file.length; i++) {
      file[i] = "ann item%03d 1 %d".formatted(i, i < 100 ? 7 : 3);
    }
    Interactions data = Logs.of(file);
    for (int i = 0; i < file.length; i++) {
      assertThat(data.items().id(data.item(i))).isEqualTo("item%03d".formatted((i + 100) % 200));
    }
  }

  @Test
  void aPairThatComesAgainIsOnePairAtTheTimeOfTheLastInThePlaceOfTheFirst() {
    String[] file = {"ann ale 2 50", "ann bat 1 20", "ann ale 3 10"};
    assertThat(lines(Logs.of(file))).containsExactly("ann ale 1.0 50", "ann bat 1.0 20");
    assertThat(lines(Logs.of(BY_VALUE, file))).containsExactly("ann ale 5.0 50", "ann bat 1.0 20");
    assertThat(Logs.of(file).repeats().size()).isEqualTo(1);
    assertThat(Logs.of(file).firstTime(0)).isEqualTo(10);
  }

  @Test
  void eachInteractionDecaysByItsOwnAge() {
    long day = 86_400_000;
    String[] file = {"ann ale 4 0", "ann bat 2 " + day, "ann ale 8 " + 2 * day};
    Selection halves = new Selection(Double.NaN, Weighting.VALUE, 1, 1, new TimeDecay(1));
    assertThat(lines(Logs.of(halves, file)))
        .containsExactly("ann ale 9.0 " + 2 * day, "ann bat 1.0 " + day);
    Selection alike = new Selection(Double.NaN, Weighting.ONE, 1, 1, new TimeDecay(1));
    assertThat(lines(Logs.of(alike, file)))
        .containsExactly("ann ale 1.0 " + 2 * day, "ann bat 0.5 " + day);
  }

  @Test
  void aSumOfWeightsStaysInItsRange() {
    String most = "ann ale 1e30 ";
    assertThat(lines(Logs.of(BY_VALUE, most + 1, most + 2))).containsExactly("ann ale 1.0E30 2");
  }

  @Test
  void aPartKeepsWhatWasDoneAgainWithItsPairs() {
    String[] file = {
      "ann ale 1 10",
      "ann bat 1 20",
      "ann ale 2 30",
      "ann cap 1 40",
      "ann cap 4 50",
      "bob bat 1 5",
      "bob bat 2 6"
    };
    Interactions data = Logs.of(BY_VALUE, file);
    Interactions part = data.only(pair -> pair != 1, again -> data.repeats().time(again) != 6);
    assertThat(lines(part)).containsExactly("ann ale 3.0 30", "ann cap 5.0 50", "bob bat 1.0 5");
    assertThat(part.repeats().size()).isEqualTo(2);
    assertThat(part.repeats().before(0, 1)).isTrue();
    assertThat(part.repeats().before(1, 1)).isFalse();
    Selection twoUsers = new Selection(Double.NaN, Weighting.VALUE, 2, 1);
    assertThat(lines(Logs.of(twoUsers, file))).containsExactly("ann bat 1.0 20", "bob bat 3.0 6");
  }

  @Test
  void valuesBelowTheThresholdAreLeftOut() {
    Selection fourUp = new Selection(4, Weighting.ONE, 1, 1);
    assertThat(lines(Logs.of(fourUp, "ann ale 3.5 1", "ann bat 4 2", "bob ale 1 3")))
        .containsExactly("ann bat 1.0 2");
  }

  @Test
  void rareItemsGoFirstAndThenUsersWithFewOfTheOthers() {
    Selection twoUp = new Selection(Double.NaN, Weighting.ONE, 2, 2);
    String[] file = {"ann ale", "ann bat", "bob ale", "bob bat", "cat bat", "cat cap", "cat ale"};
    assertThat(lines(Logs.of(twoUp, file))).hasSize(6).noneMatch(line -> line.contains("cap"));
    assertThat(lines(Logs.of(twoUp, "ann ale", "ann bat", "bob ale", "bob cap"))).isEmpty();
  }

  @Test
  void aWeightThatIsNoneIsRefused() {
    for (float value : new float[] {Float.NaN, -1, 0, Float.POSITIVE_INFINITY}) {
      InteractionsBuilder builder = new InteractionsBuilder(BY_VALUE);
      assertThatThrownBy(() -> builder.add("ann", "ale", value, 0))
          .hasMessageContaining("above 0 and at most 1e30");
      new InteractionsBuilder(Selection.ALL).add("ann", "ale", value, 0);
    }
  }

  @Test
  void aPairOfTheTrainingPartIsNoTest() {
    Interactions data = Logs.of("ann ale", "bob bat", "--- test", "ann bat", "bob bat");
    assertThat(data.pairs()).isEqualTo(3);
    assertThat(data.givenAsTest(0)).isFalse();
    assertThat(data.givenAsTest(1)).isTrue();
    assertThat(data.givenAsTest(2)).isFalse();
  }

  @Test
  void oneTimeThatIsMissingMakesThemUntimed() {
    assertThat(Logs.of("ann ale 1 5", "ann bat 1 6").timed()).isTrue();
    assertThat(Logs.of("ann ale 1 5", "ann bat").timed()).isFalse();
    assertThat(Logs.of().timed()).isFalse();
  }

  @Test
  void aTestPartNeedsNoTimes() {
    assertThat(Logs.of("ann ale 1 5", "--- test", "ann bat").trainingTimed()).isTrue();
    assertThat(Logs.of("ann ale 1 5", "--- test", "ann bat").timed()).isFalse();
    assertThat(Logs.of("ann ale", "--- test", "ann bat 1 6").trainingTimed()).isFalse();
    assertThat(Logs.of("--- test", "ann bat 1 6").trainingTimed()).isFalse();
  }

  @Test
  void aTestPartNeitherDatesNorWeighsWhatIsInTraining() {
    Interactions data =
        Logs.of(BY_VALUE, "ann ale 2 5", "ann ale 1 3", "--- test", "ann ale 4", "ann bat 3 1");
    assertThat(lines(data)).containsExactly("ann bat 3.0 1", "ann ale 3.0 5");
    assertThat(data.trainingTimed()).isTrue();
    assertThat(data.givenTwice(0)).isFalse();
    assertThat(data.givenTwice(1)).isTrue();
  }
}
