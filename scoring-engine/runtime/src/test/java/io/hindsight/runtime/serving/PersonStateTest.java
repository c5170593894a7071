package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.Preferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonStateTest {

  private static PersonEvent event(long position, int item, InteractionType type) {
    return new PersonEvent(position, item, type, Float.NaN, position * 10);
  }

  @Test
  void olderStatesStayAsTheyWereWhenTheirSuccessorsGrow() {
    PersonState first =
        PersonState.empty(RandomShop.subject(1), LogPosition.START)
            .with(event(1, 5, InteractionType.VIEW));
    PersonState left = first.with(event(2, 6, InteractionType.CLICK));
    PersonState right = first.with(event(3, 7, InteractionType.LIKE));
    assertThat(first.size()).isEqualTo(1);
    assertThat(left.item(1)).isEqualTo(6);
    assertThat(right.item(1)).isEqualTo(7);
    assertThat(right.type(1)).isEqualTo(InteractionType.LIKE);
    assertThat(right.with(event(3, 9, InteractionType.VIEW))).isSameAs(right);
  }

  @Test
  void whatAPersonSaysReplacesWhatTheySaidBeforeAndIsNoDeed() {
    Preferences tea = new Preferences(List.of("tea"), List.of());
    PersonState silent =
        PersonState.empty(RandomShop.subject(1), LogPosition.START)
            .with(event(3, 5, InteractionType.VIEW));
    PersonState says = silent.with(stated(tea, 4));

    assertThat(silent.statesPreferences()).isFalse();
    assertThat(says.preferences()).isEqualTo(tea);
    assertThat(says.position()).isEqualTo(new LogPosition(4));
    assertThat(says.deeds()).isSameAs(silent.deeds());
    assertThat(says.with(event(5, 6, InteractionType.VIEW)).preferences()).isEqualTo(tea);
    assertThat(says.with(stated(Preferences.NONE, 4))).as("seen already").isSameAs(says);
    assertThat(says.with(stated(Preferences.NONE, 5)).statesPreferences()).isFalse();
  }

  private static PersonChange.Stated stated(Preferences preferences, long position) {
    return new PersonChange.Stated(RandomShop.subject(1), preferences, position);
  }

  @Test
  void withoutADeedAPersonIsAsIfTheyHadNeverDoneIt() {
    Random random = new Random(7);
    List<PersonEvent> events = new ArrayList<>();
    for (int position = 3; position <= 300; position += 3) {
      var types = InteractionType.values();
      events.add(event(position, random.nextInt(20), types[random.nextInt(types.length)]));
    }
    Preferences tea = new Preferences(List.of("tea"), List.of());
    PersonState all = folded(events).stating(tea);
    for (PersonEvent one : events) {
      List<PersonEvent> others = events.stream().filter(event -> event != one).toList();
      PersonState without = all.without(one.position());
      assertThat(Pictures.of(without)).isEqualTo(Pictures.of(folded(others).stating(tea)));
      assertThat(without.deeds()).isNotSameAs(all.deeds());
    }
    assertThat(Pictures.of(all.without(4))).as("nothing there").isEqualTo(Pictures.of(all));
  }

  private static PersonState folded(List<PersonEvent> events) {
    return PersonState.of(RandomShop.subject(1), new LogPosition(400), events);
  }

  @Test
  void onlyTheNewestEntriesStayButEveryPurchaseIsRemembered() {
    PersonState state = PersonState.empty(RandomShop.subject(1), LogPosition.START);
    int extra = 2_345;
    for (int i = 0; i < PersonState.MAX_ENTRIES + extra; i++) {
      var type = i == 0 ? InteractionType.PURCHASE : InteractionType.VIEW;
      state = state.with(event(i + 1, i % 500, type));
    }
    assertThat(state.size()).isEqualTo(PersonState.MAX_ENTRIES);
    assertThat(state.position(0)).isEqualTo(extra + 1);
    assertThat(state.item(state.size() - 1)).isEqualTo((PersonState.MAX_ENTRIES + extra - 1) % 500);
    assertThat(state.consumed(0, Set.of(InteractionType.PURCHASE))).isTrue();
    assertThat(state.consumed(1, Set.of(InteractionType.PURCHASE))).isFalse();
    assertThat(state.consumed(1, Set.of(InteractionType.VIEW))).isTrue();
    assertThat(state.dismissed(0)).isFalse();
    PersonState much = state;
    assertThatThrownBy(() -> much.without(much.position(0)))
        .as("whether an older purchase is left cannot be told")
        .isInstanceOf(IllegalStateException.class);
  }
}
