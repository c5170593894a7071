package io.hindsight.scoring.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.scoring.data.TimeDecay;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.evaluation.Logs;
import io.hindsight.scoring.evaluation.data.Interactions;
import io.hindsight.scoring.evaluation.data.Selection;
import io.hindsight.scoring.evaluation.data.Weighting;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** What becomes of interactions with items that the user had met before, in each protocol. */
class RepeatsInSplitsTest {
  private static final Selection BY_VALUE = new Selection(Double.NaN, Weighting.VALUE, 1, 1);

  /** Ann buys ale and bat twice, and ale once more after her last new item, which is cap. */
  private static final String[] SHOP = {
    "ann ale 1 10",
    "ann bat 1 20",
    "ann ale 2 30",
    "ann bat 2 40",
    "ann cap 1 50",
    "ann ale 4 60",
    "bob bat 1 5",
    "bob cap 1 15",
    "bob bat 8 45"
  };

  private static Split split(Interactions data, Protocol protocol) {
    return new Splitter(data, protocol, 1, null).fold(0);
  }

  private static List<String> learned(Split split) {
    TrainingData data = split.training();
    List<String> lines = new ArrayList<>();
    for (int user = 0; user < data.users(); user++) {
      for (int at = data.byUser().start(user); at < data.byUser().start(user + 1); at++) {
        lines.add(
            "%d %s %s %d"
                .formatted(
                    user,
                    data.items().id(data.byUser().column(at)),
                    data.byUser().weight(at),
                    data.time(at)));
      }
    }
    return lines;
  }

  @Test
  void leaveLastOutTestsTheLastNewItemAndLearnsWhatCameBefore() {
    Split split = split(Logs.of(BY_VALUE, SHOP), new Protocol.LeaveLastOut());
    assertThat(learned(split)).containsExactly("0 ale 3.0 30", "0 bat 3.0 40", "1 bat 1.0 5");
    assertThat(split.tests().history(0).times()).containsExactly(30, 40);
    assertThat(split.tests().history(0).weights()).containsExactly(3, 3);
    assertThat(split.unseenWanted()).isEqualTo(2);
    assertThat(split.later()).isEqualTo(2);
  }

  @Test
  void ofEqualTimesWhatStandsBeforeTheTestItemIsLearned() {
    String[] file = {"ann ale 1 1", "ann bat 1 2", "ann ale 2 9", "ann cap 1 9", "ann bat 4 9"};
    Split split = split(Logs.of(BY_VALUE, file), new Protocol.LeaveLastOut());
    assertThat(learned(split)).containsExactly("0 ale 3.0 9", "0 bat 1.0 2");
  }

  @Test
  void aTemporalSplitLearnsWhatWasDoneBeforeTheMoment() {
    // By time: 5, 10, 15, 20, 30, 40 | 45, 50, 60.
    Split split = split(Logs.of(BY_VALUE, SHOP), new Protocol.Temporal(0.7));
    assertThat(learned(split))
        .containsExactly("0 ale 3.0 30", "0 bat 3.0 40", "1 bat 1.0 5", "1 cap 1.0 15");
    assertThat(split.tests().size()).isEqualTo(1);
    assertThat(split.tests().wanted(0)).containsExactly(split.training().items().indexOf("cap"));
    assertThat(split.tests().history(0).times()).containsExactly(30, 40);
    assertThat(split.later()).isEqualTo(2);
  }

  @Test
  void ncfWithoutATestPartIsAsLeaveLastOut() {
    Interactions data = Logs.of(BY_VALUE, SHOP);
    assertThat(learned(split(data, new Protocol.SampledNegatives(1))))
        .isEqualTo(learned(split(data, new Protocol.LeaveLastOut())));
  }

  @Test
  void whatIsDrawnAtRandomIsDrawnWithAllItsInteractions() {
    for (Protocol protocol : List.of(new Protocol.RandomHoldOut(0.4), new Protocol.KFold(2))) {
      Split split = split(Logs.of(BY_VALUE, SHOP), protocol);
      assertThat(learned(split))
          .as(protocol.name())
          .isSubsetOf(
              "0 ale 7.0 60",
              "0 bat 3.0 40",
              "0 cap 1.0 50",
              "1 bat 9.0 45",
              "1 cap 1.0 15",
              "0 bat 9.0 45");
      assertThat(split.later()).isZero();
    }
  }

  @Test
  void whoIsHeldOutIsFoldedInWithTheLatestTimes() {
    String[] file = new String[24];
    for (int user = 0; user < 2; user++) {
      for (int i = 0; i < 12; i++) {
        file[12 * user + i] = "u%d i%d 1 %d".formatted(user, i % 6, i);
      }
    }
    Split split = split(Logs.of(BY_VALUE, file), new Protocol.StrongGeneralisation(0.5, 0.2));
    assertThat(split.training().time(0)).isEqualTo(6);
    assertThat(split.training().byUser().weight(0)).isEqualTo(2);
    for (long time : split.tests().history(0).times()) {
      assertThat(time).isBetween(6L, 11L);
    }
  }

  @Test
  void aGivenTrainingPartIsFoldedByItself() {
    Interactions data =
        Logs.of(
            BY_VALUE,
            "ann ale 1 1",
            "ann bat 1 2",
            "ann ale 2 3",
            "--- test",
            "ann ale 9 8",
            "ann cap 1 1",
            "ann cap 1 9");
    Split split = split(data, new Protocol.Given());
    assertThat(learned(split)).containsExactly("0 ale 3.0 3", "0 bat 1.0 2");
    assertThat(split.leaked()).isEqualTo(new Leaked(1, 0));
    assertThat(split.later()).isZero();
  }

  @Test
  void weightsDecayAgainstTheNewestOfWhatIsLearned() {
    long day = 86_400_000;
    String[] file = {
      "ann ale 4 0", "ann ale 4 " + day, "ann cap 1 " + 3 * day, "ann ale 9 " + 4 * day
    };
    Selection halves = new Selection(Double.NaN, Weighting.VALUE, 1, 1, new TimeDecay(1));
    Split split = split(Logs.of(halves, file), new Protocol.LeaveLastOut());
    assertThat(learned(split)).containsExactly("0 ale 6.0 " + day);
    assertThat(split.tests().history(0).weights()).containsExactly(6);
  }

  @Test
  void anItemIsAsOldAsItsFirstInteractionThatIsLearned() {
    Split split = split(Logs.of(SHOP), new Protocol.Temporal(0.7));
    assertThat(split.firstMet()).containsExactly(10, 5, 15);
    assertThat(split(Logs.of("ann ale", "ann bat"), new Protocol.RandomHoldOut(0.5)).firstMet())
        .isEmpty();
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void nothingThatIsLearnedOfATestedUserIsLaterThanWhatIsTested(@ForAll long seed) {
    Interactions data = Logs.random(seed, 40, 30);
    for (Protocol protocol : List.of(new Protocol.LeaveLastOut(), new Protocol.Temporal(0.6))) {
      Split split = new Splitter(data, protocol, seed, null).fold(0);
      for (int test = 0; test < split.tests().size(); test++) {
        int user = data.userOf(split.tests().user(test));
        long earliest = Long.MAX_VALUE;
        for (int pair = data.start(user + 1) - split.tests().wanted(test).length;
            pair < data.start(user + 1);
            pair++) {
          earliest = Math.min(earliest, data.firstTime(pair));
        }
        for (long time : split.tests().history(test).times()) {
          assertThat(time).isLessThanOrEqualTo(earliest);
        }
      }
    }
  }
}
