package io.hindsight.scoring.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.scoring.model.History;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

  private static TrainingData timed() {
    var builder = TrainingDataBuilder.over(FIVE);
    builder.user(new int[] {0, 1, 2, 3}, new float[] {1, 2, 3, 4}, new long[] {500, 100, 110, 100});
    builder.user(new int[] {4, 0, 4}, new float[] {1, 1, 1}, new long[] {5, 7, 9});
    return builder.build();
  }

  private static List<String> written(Sessions sessions) {
    List<String> all = new ArrayList<>();
    for (int session = 0; session < sessions.count(); session++) {
      StringBuilder items = new StringBuilder("user " + sessions.owner(session) + ":");
      for (int at = sessions.start(session); at < sessions.start(session + 1); at++) {
        items.append(' ').append(FIVE.get(sessions.item(at))).append((int) sessions.weight(at));
      }
      all.add(items.toString());
    }
    return all;
  }

  @Test
  void peoplesItemsComeInTheOrderOfTimeAndAPauseEndsASession() {
    assertThat(written(Sessions.of(timed(), 0)))
        .containsExactly("user 0: b2 d4 c3 a1", "user 1: a1 e2");
    assertThat(written(Sessions.of(timed(), 10)))
        .containsExactly("user 0: b2 d4 c3", "user 0: a1", "user 1: a1 e2");
    assertThat(written(Sessions.of(timed(), 1)))
        .containsExactly("user 0: b2 d4", "user 0: c3", "user 0: a1", "user 1: a1", "user 1: e2");
  }

  @Test
  void withoutTimesAPersonIsOneSession() {
    var builder = TrainingDataBuilder.over(FIVE);
    builder.user(new int[] {3, 1}, new float[] {1, 1});
    TrainingData data = builder.build();
    assertThat(data.timed()).isFalse();
    assertThat(written(Sessions.of(data, 10))).containsExactly("user 0: b1 d1");
  }

  @Test
  void timesOfSomeUsersOnlyAreRefused() {
    var builder = TrainingDataBuilder.over(FIVE);
    builder.user(new int[] {3}, new float[] {1}, new long[] {5});
    assertThatThrownBy(() -> builder.user(new int[] {3}, new float[] {1}))
        .hasMessageContaining("not of all");
  }

  @Test
  void aHistorysNewestEntriesAreFoundWhateverItsOrder() {
    History history =
        new History(new int[] {9, 8, 7, 6}, new float[] {1, 1, 1, 1}, new long[] {40, 10, 30, 30});
    assertThat(history.newest(9)).containsExactly(0, 3, 2, 1);
    assertThat(history.newest(2)).containsExactly(0, 3);
    assertThat(history.newest(0)).isEmpty();
    assertThat(history.lastSession(9, 10)).containsExactly(0, 3, 2);
    assertThat(history.lastSession(9, 0)).containsExactly(0, 3, 2, 1);
    assertThat(History.EMPTY.lastSession(9, 10)).isEmpty();
    assertThat(new History(new int[] {4, 5}, new float[] {1, 1}).newest(1)).containsExactly(1);
  }

  @Test
  void aHalfLifeHalvesAndNothingIsForgottenForGood() {
    TimeDecay decay = new TimeDecay(0.5);
    long halfDay = 43_200_000;
    assertThat(decay.left(7, 7)).isEqualTo(1);
    assertThat(decay.left(0, halfDay)).isEqualTo(0.5f);
    assertThat(decay.left(0, 3 * halfDay)).isEqualTo(0.125f);
    assertThat(decay.left(Long.MIN_VALUE, Long.MAX_VALUE)).isPositive();
    assertThat(TimeDecay.NONE.left(0, Long.MAX_VALUE)).isEqualTo(1);
    assertThatThrownBy(() -> new TimeDecay(Double.NaN)).hasMessageContaining("above 0");
  }
}
