package io.hindsight.scoring.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.evaluation.Logs;
import io.hindsight.scoring.evaluation.UnfitData;
import io.hindsight.scoring.evaluation.data.Interactions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SplitterTest {
  private static final String[] SHOP = {
    "ann ale 1 10", "ann bat 1 20", "ann cap 1 30", "bob bat 1 15", "bob dye 1 40", "cat ale 1 12"
  };

  private static Split split(Interactions data, Protocol protocol) {
    return new Splitter(data, protocol, 1, null).fold(0);
  }

  /** Each tested user's history and test items, as {@code "ale bat > cap"}. */
  private static Map<String, String> asked(Split split) {
    Map<String, String> asked = new TreeMap<>();
    for (int test = 0; test < split.tests().size(); test++) {
      asked.put(
          split.tests().user(test),
          names(split, split.tests().history(test).items())
              + " > "
              + names(split, split.tests().wanted(test)));
    }
    return asked;
  }

  private static String names(Split split, int[] items) {
    return Arrays.stream(items)
        .mapToObj(item -> item < 0 ? "?" : split.training().items().id(item))
        .collect(Collectors.joining(" "));
  }

  @Test
  void leaveLastOutTestsTheLatestItemOfWhoeverHasTwo() {
    Split split = split(Logs.of(SHOP), new Protocol.LeaveLastOut());
    assertThat(asked(split)).isEqualTo(Map.of("ann", "ale bat > ?", "bob", "bat > ?"));
    assertThat(split.training().pairs()).isEqualTo(4);
    assertThat(split.unseenWanted()).isEqualTo(2);
  }

  @Test
  void ofEqualTimesTheLaterLineIsTheLast() {
    String[] file = {"ann ale 1 5", "ann bat 1 5", "bob bat 1 1", "bob ale 1 1", "cat bat 1 1"};
    Split split = split(Logs.of(file), new Protocol.LeaveLastOut());
    assertThat(asked(split)).isEqualTo(Map.of("ann", "ale > bat", "bob", "bat > ale"));
  }

  @Test
  void oneMomentDividesAllUsersInATemporalSplit() {
    Split split = split(Logs.of(SHOP), new Protocol.Temporal(0.5));
    // By time: 10, 12, 15 | 20, 30, 40.
    assertThat(asked(split)).isEqualTo(Map.of("ann", "ale > ? bat", "bob", "bat > ?"));
    assertThat(split.training().pairs()).isEqualTo(3);
  }

  @Test
  void theDividingMomentBelongsToTheFuture() {
    String[] file = {"ann ale 1 1", "ann bat 1 5", "bob bat 1 5", "bob ale 1 5", "cat bat 1 0"};
    Split split = split(Logs.of(file), new Protocol.Temporal(0.6));
    assertThat(asked(split)).isEqualTo(Map.of("ann", "ale > bat"));
    assertThat(split.withoutHistory()).isEqualTo(1);
  }

  @Test
  void givenPartsStayAsTheyAre() {
    Interactions data =
        Logs.of("ann ale", "ann bat", "bob bat", "--- test", "ann cap", "bob ale", "dan ale");
    Split split = split(data, new Protocol.Given());
    assertThat(asked(split)).isEqualTo(Map.of("ann", "ale bat > ?", "bob", "bat > ale"));
    assertThat(split.unseenWanted()).isEqualTo(1);
    assertThat(split.withoutHistory()).isEqualTo(1);
  }

  @Test
  void aTestPartWithoutTimesLeavesTheTrainingPartItsOwn() {
    Interactions data =
        Logs.of("ann ale 1 10", "ann bat 1 20", "bob bat 1 5", "--- test", "ann cap", "bob bat");
    for (Protocol protocol : List.of(new Protocol.Given(), new Protocol.SampledNegatives(9))) {
      Split split = split(data, protocol);
      assertThat(split.training().timed()).as(protocol.name()).isTrue();
      assertThat(split.tests().history(0).times()).containsExactly(10, 20);
    }
    assertThatThrownBy(() -> split(data, new Protocol.Temporal(0.5)))
        .hasMessageContaining("needs a time");
  }

  @Test
  void whatATestPartHasInCommonWithTrainingIsCounted() {
    Interactions data =
        Logs.of(
            "ann ale",
            "ann bat",
            "bob bat",
            "cat ale",
            "--- test",
            "ann cap",
            "ann ale",
            "ann ale",
            "ann bat",
            "bob bat",
            "cat bat");
    Split split = split(data, new Protocol.Given());
    assertThat(asked(split)).isEqualTo(Map.of("ann", "ale bat > ?", "cat", "ale > bat"));
    assertThat(split.leaked()).isEqualTo(new Leaked(3, 1));
    assertThat(split(data, new Protocol.SampledNegatives(9)).leaked()).isEqualTo(split.leaked());
    assertThat(split(data, new Protocol.RandomHoldOut(0.5)).leaked()).isEqualTo(Leaked.NOTHING);
    assertThat(split(Logs.of(SHOP), new Protocol.LeaveLastOut()).leaked())
        .isEqualTo(Leaked.NOTHING);
  }

  @Test
  void partsThatAreTheSameLeaveNothingToTest() {
    Interactions same = Logs.of("ann ale 1 1", "ann bat 1 2", "--- test", "ann ale", "ann bat");
    for (Protocol protocol : List.of(new Protocol.Given(), new Protocol.SampledNegatives(9))) {
      assertThatThrownBy(() -> split(same, protocol))
          .hasMessageContaining(protocol.name() + " has nothing to test: all 2 pairs")
          .extracting(e -> ((UnfitData) e).remedy())
          .asString()
          .contains("train and test hold the same pairs");
    }
  }

  @Test
  void anEmptyTestPartIsNotTakenForNone() {
    Interactions data = Logs.of("ann ale 1 1", "ann bat 1 2", "bob ale 1 1", "--- test");
    assertThatThrownBy(() -> split(data, new Protocol.SampledNegatives(9)))
        .hasMessageContaining("the test part is empty");
  }

  @Test
  void givenNegativesAreASetWithoutThePositive() {
    Interactions data = Logs.of("ann ale", "bob bat", "bob cap", "--- test", "ann cap");
    Interactions negatives = Logs.of("ann bat", "ann cap", "ann bat", "ann dye", "ann elk");
    Split split = new Splitter(data, new Protocol.SampledNegatives(99), 1, negatives).fold(0);
    int[] candidates = split.tests().negatives(0);
    assertThat(names(split, candidates).split(" ")).containsExactlyInAnyOrder("bat", "?", "?");
  }

  @Test
  void aUserWithoutNegativesIsNamed() {
    Interactions data = Logs.of("ann ale", "bob bat", "--- test", "ann cap", "bob ale");
    assertThatThrownBy(
            () ->
                new Splitter(data, new Protocol.SampledNegatives(9), 1, Logs.of("ann bat")).fold(0))
        .isInstanceOf(UnfitData.class)
        .hasMessageContaining("user bob");
  }

  @Test
  void ncfTestsOneItemAUser() {
    Interactions data = Logs.of("ann ale", "bob bat", "--- test", "ann cap", "ann bat");
    assertThatThrownBy(() -> split(data, new Protocol.SampledNegatives(9)))
        .isInstanceOf(UnfitData.class)
        .hasMessageContaining("user ann has 2");
  }

  @Test
  void whereFewItemsAreLeftAllOfThemAreNegatives() {
    Split split = split(Logs.of(SHOP), new Protocol.SampledNegatives(99));
    // Ann lacks only dye, which nobody has in training; Bob lacks ale and cap.
    assertThat(names(split, split.tests().negatives(0))).isEqualTo("?");
    assertThat(names(split, split.tests().negatives(1))).isEqualTo("ale ?");
  }

  @Test
  void dataThatCannotBeSplitSaysWhatWouldHelp() {
    assertThatThrownBy(() -> new Splitter(Logs.of(), new Protocol.Given(), 1, null))
        .isInstanceOf(UnfitData.class)
        .hasMessageContaining("no interactions");
    assertThatThrownBy(() -> split(Logs.of("ann ale", "ann bat"), new Protocol.LeaveLastOut()))
        .isInstanceOf(UnfitData.class)
        .hasMessageContaining("needs a time")
        .extracting(e -> ((UnfitData) e).remedy())
        .asString()
        .contains("random");
    assertThatThrownBy(() -> split(Logs.of("ann ale 1 1"), new Protocol.LeaveLastOut()))
        .hasMessageContaining("leaves nobody to test");
    assertThatThrownBy(() -> split(Logs.of("ann ale 1 1"), new Protocol.Temporal(0.5)))
        .hasMessageContaining("no interactions to learn from");
    assertThatThrownBy(() -> split(Logs.of(SHOP), new Protocol.Given()))
        .hasMessageContaining("nothing to test");
    assertThatThrownBy(() -> split(Logs.of("ann ale", "--- test", "bob ale"), new Protocol.Given()))
        .hasMessageContaining("all 1 users with test items have no training");
    assertThatThrownBy(() -> new Protocol.Temporal(1)).hasMessageContaining("between 0 and 1");
    assertThatThrownBy(() -> new Protocol.KFold(1)).hasMessageContaining("2..100");
    assertThatThrownBy(() -> new Protocol.SampledNegatives(0)).hasMessageContaining("1..1000000");
  }
}
