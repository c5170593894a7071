package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.profiles.ProfileDetails;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people say they like, as the fold and the log have it. */
class StatedPreferencesTest extends FoldAndHistory {
  @Test
  void whatAPersonSaysCountsHoweverFarTheHistoryIsBehind() {
    SubjectId ann = new SubjectId("ann");
    say(ann, "tea");
    foldTo(3_001);
    historyTo(400);
    ServingView first = core.view(ann);
    assertIsAt(3_001, first);
    assertThat(first.person().preferences().categories()).containsExactly("tea");
    say(ann, "books");
    foldTo(3_002);
    assertThat(core.view(ann).person().preferences().categories()).containsExactly("books");
    assertThat(first.person().preferences().categories()).containsExactly("tea");
  }

  @Test
  void whatAPersonSaysWhileTheirHistoryIsReadIsNotLost() {
    SubjectId ann = new SubjectId("ann");
    say(ann, "tea");
    foldTo(3_001);
    historyTo(3_001);
    history.afterReading =
        () -> {
          history.afterReading = () -> {};
          say(ann, "books");
          foldTo(3_002);
        };
    ServingView view = core.view(ann);
    assertThat(view.person().preferences().categories()).containsExactly("books");
    assertThat(view.person().position()).isEqualTo(new LogPosition(3_002));
  }

  @Test
  void afterAStartFromACheckpointPeopleStillLikeWhatTheySaidBeforeIt() {
    SubjectId ann = new SubjectId("ann");
    say(ann, "tea");
    ServingFold before = new ServingFold(change -> {});
    log.events()
        .forEach(event -> before.apply(event.position(), event.recordedAt(), event.event()));
    core = core(before.image(), SETTINGS);
    historyTo(3_001);
    ServingView view = core.view(ann);
    assertIsAt(3_001, view);
    assertThat(view.person().preferences().categories()).containsExactly("tea");
  }

  private void say(SubjectId subject, String category) {
    Preferences preferences = new Preferences(List.of(category), List.of());
    log.append(
        RandomShop.OPENING,
        new ProfileRevised(
            subject, new ProfileDetails(null, null, null, preferences), RandomShop.OPENING));
  }
}
