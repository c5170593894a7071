package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.profiles.ProfileDetails;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import io.hindsight.readmodel.store.ViewProgress;
import io.hindsight.runtime.models.ModelStore;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Interleavings of the fold and a reader, on one thread: hooks run the fold in mid-read. */
class PersonStatesTest {
  private static final ServingSettings SETTINGS =
      new ServingSettings(50, Duration.ofDays(1), 1_000, Duration.ofMillis(200), 100_000);
  private static final ServingSettings WITHOUT_TAIL =
      new ServingSettings(50, Duration.ofDays(1), 1_000, Duration.ofMillis(200), 100_000, 0, 48);

  /** A history that lets a test act while a reader waits or reads. */
  private static final class Hooked extends MemoryHistory {
    Runnable whileWaiting = () -> {};
    Runnable afterReading = () -> {};
    Runnable afterAsking = () -> {};
    LogPosition wanted = LogPosition.START;

    Hooked(MemoryLog log) {
      super(log);
    }

    @Override
    public LogPosition reached() {
      LogPosition answer = super.reached();
      afterAsking.run();
      return answer;
    }

    @Override
    public LogPosition await(LogPosition wanted, Duration atMost) {
      this.wanted = wanted;
      whileWaiting.run();
      return reached;
    }

    @Override
    public void each(
        SubjectId subject,
        LogPosition at,
        CatalogState catalog,
        BiConsumer<InteractionId, PersonEvent> consumer) {
      super.each(subject, at, catalog, consumer);
      afterReading.run();
    }
  }

  private final MemoryLog log = RandomShop.log(11, 3_000);
  private final Hooked history = new Hooked(log);
  private ServingCore core = core(SETTINGS);

  private ServingCore core(ServingSettings settings) {
    return core(null, settings);
  }

  private ServingCore core(FoldImage start, ServingSettings settings) {
    ModelStore models = new ModelStore(Path.of("nowhere"), AlgorithmRegistry.standard());
    return new ServingCore(
        start, new ModelSwitch(models), history, new ViewProgress(), settings, () -> 0);
  }

  private void foldTo(long position) {
    for (RecordedEvent event : log.events()) {
      if (event.position().value() <= position) {
        core.apply(event.position(), event.recordedAt(), event.event());
      }
    }
    core.publish(new LogPosition(Math.max(position, core.position().value())));
  }

  private void historyTo(long position) {
    history.reached = history.reached.max(new LogPosition(Math.max(0, position)));
  }

  private void assertRight(ServingView view) {
    PersonState person = view.person();
    PersonState expected =
        MemoryHistory.expected(log, person.subject(), person.position(), view.snapshot().catalog());
    assertThat(Pictures.of(person)).isEqualTo(Pictures.of(expected));
    assertThat(view.snapshot().position().reaches(person.position())).isTrue();
  }

  @Test
  void eventsWhileTheHistoryIsReadAreNotLost() {
    long next = nextInteraction(RandomShop.subject(1), 1_000);
    foldTo(next - 1);
    historyTo(next - 1);
    history.afterReading = () -> foldTo(next);
    ServingView view = core.view(RandomShop.subject(1));
    assertRight(view);
    assertThat(view.person().position(view.person().size() - 1)).isEqualTo(next);
  }

  private long nextInteraction(SubjectId subject, long after) {
    return log.events().stream()
        .filter(event -> event.position().value() > after)
        .filter(
            event ->
                event.event() instanceof InteractionRecorded did && did.subjectId().equals(subject))
        .mapToLong(event -> event.position().value())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRetractionWhileTheHistoryIsReadIsNotServed() {
    long retraction =
        log.events().stream()
            .filter(event -> event.event() instanceof InteractionRetracted)
            .mapToLong(event -> event.position().value())
            .filter(position -> position > 1_000)
            .findFirst()
            .orElseThrow();
    var back = (InteractionRetracted) log.events().get((int) retraction - 1).event();
    foldTo(retraction - 1);
    historyTo(retraction - 1);
    history.afterReading =
        () -> {
          foldTo(retraction);
          historyTo(retraction);
        };
    ServingView view = core.view(back.recorded().subjectId());
    assertRight(view);
    assertThat(view.person().position()).isEqualTo(new LogPosition(retraction));
  }

  @Test
  void eventsInBothTheHistoryAndTheFoldCountOnce() {
    core = core(WITHOUT_TAIL);
    foldTo(1_000);
    history.whileWaiting =
        () -> {
          foldTo(1_200);
          historyTo(1_600);
        };
    assertRight(core.view(RandomShop.subject(2)));
  }

  @Test
  void aHistoryAheadOfTheFoldIsCutBack() {
    foldTo(500);
    historyTo(3_000);
    assertIsAt(500, core.view(RandomShop.subject(3)));
  }

  @Test
  void aHistoryThatLagsIsMadeUpForByTheTail() {
    foldTo(1_000);
    historyTo(400);
    for (int person = 0; person < 12; person++) {
      assertIsAt(1_000, core.view(RandomShop.subject(person)));
    }
    foldTo(1_300);
    for (int person = 0; person < 12; person++) {
      assertIsAt(1_300, core.view(RandomShop.subject(person)));
    }
  }

  @Test
  void whatTheTailTookBackIsLeftOutWhetherTheHistoryHasItOrNot() {
    for (RecordedEvent event : log.events()) {
      if (event.event() instanceof InteractionRetracted back) {
        long did = positionOf(back.interactionId());
        for (long reached : new long[] {did - 1, did, event.position().value() - 1}) {
          core = core(SETTINGS);
          history.reached = LogPosition.START;
          foldTo(event.position().value());
          historyTo(reached);
          assertIsAt(event.position().value(), core.view(back.recorded().subjectId()));
        }
      }
      if (event.position().value() > 700) {
        break;
      }
    }
  }

  private long positionOf(InteractionId id) {
    return log.events().stream()
        .filter(
            event ->
                event.event() instanceof InteractionRecorded did && did.interactionId().equals(id))
        .mapToLong(event -> event.position().value())
        .findFirst()
        .orElseThrow();
  }

  private void assertIsAt(long position, ServingView view) {
    assertRight(view);
    assertThat(view.person().position()).isEqualTo(new LogPosition(position));
  }

  @Test
  void whereTwoIdsHaveOneHashTheTailDoesNotGuess() {
    assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
    SubjectId twin = new SubjectId("twin");
    var one = interaction(twin, "Aa");
    var other = interaction(twin, "BB");
    log.append(RandomShop.OPENING, one);
    log.append(RandomShop.OPENING, other);
    log.append(
        RandomShop.OPENING, new InteractionRetracted(one.interactionId(), one, RandomShop.OPENING));
    foldTo(3_003);
    historyTo(3_000);
    assertIsAt(3_000, core.view(twin));
    historyTo(3_001);
    assertIsAt(3_003, core.view(twin));
    assertThat(core.view(twin).person().position(0)).isEqualTo(3_002);
  }

  private static InteractionRecorded interaction(SubjectId subject, String id) {
    return InteractionRecorded.plain(
        new InteractionId(id),
        subject,
        new ItemId("item-1"),
        InteractionType.VIEW,
        RandomShop.OPENING);
  }

  @Test
  void withoutATailAHistoryThatLagsGivesAnOlderStateThatIsNotKept() {
    core = core(WITHOUT_TAIL);
    foldTo(1_000);
    historyTo(400);
    assertIsAt(400, core.view(RandomShop.subject(4)));
    historyTo(1_000);
    assertIsAt(1_000, core.view(RandomShop.subject(4)));
  }

  @Test
  void whatWasDoneBetweenTheHistoryAndTheCheckpointIsWaitedFor() {
    ServingFold before = new ServingFold(change -> {});
    for (RecordedEvent event : log.events().subList(0, 1_000)) {
      before.apply(event.position(), event.recordedAt(), event.event());
    }
    core = core(before.image(), SETTINGS);
    foldTo(1_200);
    historyTo(700);
    assertIsAt(700, core.view(RandomShop.subject(4)));
    historyTo(999);
    assertIsAt(999, core.view(RandomShop.subject(4)));
    history.whileWaiting = () -> historyTo(1_000);
    assertIsAt(1_200, core.view(RandomShop.subject(4)));
    assertIsAt(1_200, core.view(RandomShop.subject(5)));
  }

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

  @Test
  void aHistoryThatArrivesAsTheTimeEndsIsUsed() {
    core = core(new ServingSettings(50, Duration.ofDays(1), 1_000, Duration.ZERO, 100_000, 0, 48));
    foldTo(1_000);
    historyTo(400);
    history.afterAsking = () -> historyTo(1_000);
    assertIsAt(1_000, core.view(RandomShop.subject(4)));
  }

  @Test
  void nobodyWaitsForWhatCameAfterTheRequest() {
    core = core(WITHOUT_TAIL);
    foldTo(1_000);
    historyTo(400);
    history.whileWaiting =
        () -> {
          if (core.position().value() == 1_000) {
            foldTo(1_001);
            historyTo(500);
          } else {
            historyTo(1_000);
          }
        };
    assertRight(core.view(RandomShop.subject(4)));
    assertThat(history.wanted).isEqualTo(new LogPosition(1_000));
  }

  @Test
  void aPersonInMemoryFollowsTheFoldWithoutTheHistory() {
    foldTo(1_000);
    historyTo(1_000);
    core.view(RandomShop.subject(5));
    history.whileWaiting =
        () -> {
          throw new AssertionError("asked the history for a person in memory");
        };
    int last = 0;
    for (RecordedEvent event : log.events()) {
      if (event.position().value() > 1_000 && event.event().toString().contains("Retracted")) {
        last = (int) event.position().value() - 1;
        break;
      }
    }
    foldTo(last);
    ServingView view = core.view(RandomShop.subject(5));
    assertRight(view);
    assertThat(view.person().position()).isEqualTo(new LogPosition(last));
  }

  @Test
  void aHistoryThatCannotBeReadFailsEachRequestAndLeavesNothingBehind() {
    foldTo(1_000);
    historyTo(1_000);
    history.afterReading =
        () -> {
          throw new IllegalStateException("disk gone");
        };
    assertThatThrownBy(() -> core.view(RandomShop.subject(6)))
        .isInstanceOf(LogUnavailable.class)
        .hasRootCauseMessage("disk gone");
    assertThat(core.personsInMemory()).isZero();
    history.afterReading = () -> {};
    assertRight(core.view(RandomShop.subject(6)));
  }

  @Test
  void personsBeyondTheBoundLeaveAndComeBackRight() {
    core = core(new ServingSettings(50, Duration.ofDays(1), 1_000, Duration.ZERO, 300));
    foldTo(3_000);
    historyTo(3_000);
    for (int round = 0; round < 3; round++) {
      for (int person = 0; person < 12; person++) {
        assertRight(core.view(RandomShop.subject(person)));
      }
    }
    assertThat(core.personsInMemory()).isLessThan(12);
  }

  @RepeatedTest(30)
  void everyInterleavingGivesTheStateOfItsPosition(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Random random = new Random(seed);
    Runnable step =
        () -> {
          if (random.nextInt(3) > 0) {
            foldTo(core.position().value() + random.nextInt(25));
          }
          if (random.nextInt(3) > 0) {
            historyTo(core.position().value() + random.nextInt(20) - 5);
          }
        };
    history.whileWaiting = step;
    history.afterReading = step;
    while (core.position().value() < 2_900) {
      step.run();
      LogPosition before = core.position();
      ServingView view = core.view(RandomShop.subject(random.nextInt(12)));
      assertThat(view.person().position()).as("seed %d", seed).isGreaterThanOrEqualTo(before);
      assertRight(view);
    }
  }
}
